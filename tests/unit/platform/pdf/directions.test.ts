import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { levelsOf, mirrored } from '../../../../src/platform/pdf/directions.ts';

// As the algorithm of Unicode (UAX 9) says; a level stands below its sign.
describe('the directions of a line', () => {
  for (const [text, levels] of [
    ['rue Josaphat 12', '000000000000000'],
    ['אבג', '111'],
    ['Nom אבג (12)', '000011111221'],
    ['Ω35', '000'],
    ['א 12,5 %', '11222211'],
    ['ع 12/5', '112222'],
    ['١٢٣ ab', '222000'],
    ['ע Jan P. ע', '1122222111'],
    ['a (ע) b', '0001000'],
    ['a (ע b) c', '000100000'],
    ['5ل', '21'],
    ['€5ل', '221'],
    ['...', '000'],
    ['', ''],
  ] as const) {
    it(`« ${text} » ${levels}`, () => assert.equal(levelsOf([...text]).join(''), levels));
  }

  it('turn a bracket, and nothing else', () => {
    assert.deepEqual(['(', ')', '»', 'a', '.'].map(mirrored), [')', '(', '«', 'a', '.']);
  });
});
