import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Condition } from '../../../../src/features/procedures/definition/condition.ts';
import { remainingCondition } from '../../../../src/features/procedures/definition/remaining-condition.ts';

const nameOnPage = (field: string) => (field.startsWith('here') ? `group.0.${field}` : null);
const left = (condition: Condition) => remainingCondition(condition, { nameOnPage, answers: { before: 'yes' } });
const here: Condition = { field: 'here', is: true };
const there: Condition = { field: 'group.0.here', is: true };
const yes: Condition = { field: 'before', is: 'yes' };
const no: Condition = { field: 'before', is: 'no' };

describe('what is left of a condition on a page', () => {
  const CASES: [string, Condition, Condition | boolean][] = [
    ['a field of the page, by the name of its control', here, there],
    ['nothing, where what was answered before decides', yes, true],
    ['nothing, where it decides against', no, false],
    ['the open part of « all »', { all: [yes, here] }, there],
    ['nothing of « all » with a part that fails', { all: [no, here] }, false],
    ['nothing of « any » with a part that holds', { any: [yes, here] }, true],
    ['the open part of « any »', { any: [no, here] }, there],
    ['both open parts', { any: [here, here] }, { any: [there, there] }],
    ['its contrary', { not: here }, { not: there }],
    ['the contrary of what is known', { not: no }, true],
  ];
  for (const [name, condition, expected] of CASES) {
    it(`is ${name}`, () => assert.deepEqual(left(condition), expected));
  }
});
