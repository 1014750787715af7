import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { loadDefinitions } from '../../../../../src/features/procedures/definitions.ts';
import { closingSoon } from '../../../../../src/features/submissions/draft/reminders/closing-soon.ts';

const [first] = loadDefinitions();
const isSoon = (closesOn: string | undefined, now: string) => {
  const { closesOn: _, ...open } = first ?? assert.fail('no démarche');
  return closingSoon([closesOn === undefined ? open : { ...open, closesOn }], new Date(now)).length === 1;
};

describe('a démarche closes soon', () => {
  for (const [closesOn, now, expected] of [
    ['2026-12-10', '2026-12-08T22:59:59Z', false],
    ['2026-12-10', '2026-12-08T23:00:00Z', true],
    ['2026-12-10', '2026-12-10T22:59:59Z', true],
    ['2026-12-10', '2026-12-10T23:00:00Z', false],
    // The night of 25 October 2026 has an hour more, that of 29 March an hour less: 48 hours are 48 hours.
    ['2026-10-25', '2026-10-23T22:59:59Z', false],
    ['2026-10-25', '2026-10-23T23:00:00Z', true],
    ['2026-10-25', '2026-10-25T22:59:59Z', true],
    ['2026-10-25', '2026-10-25T23:00:00Z', false],
    ['2026-03-29', '2026-03-27T21:59:59Z', false],
    ['2026-03-29', '2026-03-27T22:00:00Z', true],
    ['2026-03-29', '2026-03-29T21:59:59Z', true],
    ['2026-03-29', '2026-03-29T22:00:00Z', false],
    [undefined, '2026-12-10T12:00:00Z', false],
  ] as const) {
    it(`${expected ? 'with' : 'not with'} ${closesOn ?? 'no'} as its last day at ${now}`, () => {
      assert.equal(isSoon(closesOn, now), expected);
    });
  }
});
