import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { printable } from '../../../../src/platform/pdf/printable.ts';

const latin = (codePoint: number) => codePoint < 0x250;

describe('a text that a font prints in part', () => {
  for (const [text, printed] of [
    ['Été à Łódź', 'Été à Łódź'],
    ['e\u0301te\u0301', 'été'],
    ['fête 🎉 !', 'fête □ !'],
    ['👨‍👩‍👧‍👦', '□'],
    ['公園', '□□'],
    ['deux\nlignes', 'deux\nlignes'],
    ['rap\u00adport', 'rapport'],
    ['', ''],
  ] as const) {
    it(`« ${text} » is printed « ${printed} »`, () => {
      const said = printable(text, latin);
      assert.equal(said.text, printed);
      assert.equal(said.whole, !printed.includes('□'));
    });
  }
});
