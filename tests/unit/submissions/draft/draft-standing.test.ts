import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Definition, isHandled } from '../../../../src/features/procedures/definition/definition.ts';
import { loadDefinitions } from '../../../../src/features/procedures/definitions.ts';
import { standingOf } from '../../../../src/features/submissions/draft/draft-standing.ts';

const definitions = loadDefinitions();
const handled = definitions.find(isHandled) ?? assert.fail('no form');
const external = definitions.find((one) => !isHandled(one)) ?? assert.fail('nothing external');

type Days = Pick<Definition, 'opensOn' | 'closesOn' | 'closure'>;
const current = (definition: Definition | null, version = 2) => ({
  current: () => (definition === null ? null : { definition, version, file: definition }),
});
const at = (days: Days, now: string) =>
  standingOf(current({ ...handled, ...days }), { slug: handled.slug, version: 2 }, new Date(now));

describe('a draft can be filed', () => {
  it('at any time where its démarche is always open', () => {
    assert.deepEqual(at({}, '2026-11-26T12:00:00Z'), { state: 'open', until: null, otherForm: false });
  });

  for (const [closesOn, last, first] of [
    ['2026-12-31', '2026-12-31T22:59:59.999Z', '2026-12-31T23:00:00Z'],
    ['2026-10-25', '2026-10-25T22:59:59.999Z', '2026-10-25T23:00:00Z'],
    ['2026-10-24', '2026-10-24T21:59:59.999Z', '2026-10-24T22:00:00Z'],
    ['2026-03-29', '2026-03-29T21:59:59.999Z', '2026-03-29T22:00:00Z'],
    ['2026-03-28', '2026-03-28T22:59:59.999Z', '2026-03-28T23:00:00Z'],
  ] as const) {
    it(`until midnight in Brussels at the end of ${closesOn}, also around the night when the clock changes`, () => {
      assert.deepEqual(at({ closesOn }, last), { state: 'open', until: closesOn, otherForm: false });
      assert.deepEqual(at({ closesOn }, first), { state: 'closed', since: closesOn, reopensOn: null, said: null });
    });
  }

  it('again after a closure: from midnight in Brussels to midnight in Brussels, with what the department says', () => {
    const text = { fr: 'Congé', nl: 'Verlof' };
    const closure = { from: '2026-08-01', to: '2026-08-31', text };
    const closed = { state: 'closed', since: '2026-07-31', reopensOn: '2026-09-01', said: text };
    assert.deepEqual(at({ closure }, '2026-07-31T21:59:59.999Z'), {
      state: 'open',
      until: '2026-07-31',
      otherForm: false,
    });
    assert.deepEqual(at({ closure }, '2026-07-31T22:00:00Z'), closed);
    assert.deepEqual(at({ closure }, '2026-08-31T21:59:59.999Z'), closed);
    assert.deepEqual(at({ closure }, '2026-08-31T22:00:00Z'), { state: 'open', until: null, otherForm: false });
  });

  it('from midnight in Brussels at the beginning of its first day', () => {
    const opensOn = '2026-10-25';
    assert.deepEqual(at({ opensOn }, '2026-10-24T21:59:59.999Z'), { state: 'not-yet', from: opensOn });
    assert.equal(at({ opensOn }, '2026-10-24T22:00:00Z').state, 'open');
  });

  it('with the form it was begun with, and says so when a new one begins with another', () => {
    const draft = { slug: handled.slug, version: 1 };
    const standing = standingOf(current(handled), draft, new Date('2026-11-26T12:00:00Z'));
    assert.deepEqual(standing, { state: 'open', until: null, otherForm: true });
  });

  it('no longer where the commune does not handle its démarche any more', () => {
    const draft = { slug: handled.slug, version: 1 };
    for (const definition of [null, external]) {
      assert.deepEqual(standingOf(current(definition), draft, new Date()), { state: 'elsewhere' });
    }
  });
});
