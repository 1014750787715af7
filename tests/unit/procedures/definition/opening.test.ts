import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { openingOn } from '../../../../src/features/procedures/definition/opening.ts';

const august = { from: '2027-08-01', to: '2027-08-31' };
const closed = (since: string, reopensOn: string | null) => ({ state: 'closed', since, reopensOn });
const open = (until: string | null) => ({ state: 'open', until });

describe('a démarche that is closed for a while', () => {
  for (const [what, dates, day, expected] of [
    ['is open until the day before', { closure: august }, '2027-07-31', open('2027-07-31')],
    ['is closed on the first day', { closure: august }, '2027-08-01', closed('2027-07-31', '2027-09-01')],
    ['is closed on the last day', { closure: august }, '2027-08-31', closed('2027-07-31', '2027-09-01')],
    ['is open again after it', { closure: august }, '2027-09-01', open(null)],
    ['stays closed without a last day', { closure: { from: '2027-08-01' } }, '2029-01-01', closed('2027-07-31', null)],
    [
      'keeps its own end before the closure',
      { closure: august, closesOn: '2027-07-15' },
      '2027-07-01',
      open('2027-07-15'),
    ],
    ['keeps its own end after it', { closure: august, closesOn: '2027-12-31' }, '2027-09-01', open('2027-12-31')],
    [
      'does not open again past its own end',
      { closure: august, closesOn: '2027-08-15' },
      '2027-08-02',
      closed('2027-07-31', null),
    ],
    [
      'is closed for good after its own end',
      { closure: august, closesOn: '2027-08-15' },
      '2027-08-16',
      closed('2027-08-15', null),
    ],
    [
      'has not opened before its first day',
      { closure: august, opensOn: '2027-10-01' },
      '2027-08-10',
      { state: 'not-yet', from: '2027-10-01' },
    ],
  ] as const) {
    it(what, () => assert.deepEqual(openingOn(dates, day), expected));
  }
});
