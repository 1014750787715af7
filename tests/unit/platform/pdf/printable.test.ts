import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Face, signsOf } from '../../../../src/platform/pdf/printable.ts';

/** A font of Latin, one of Arabic and Latin, and one of a few emoji. */
const HAS: Readonly<Record<Face, (codePoint: number) => boolean>> = {
  main: (codePoint) => codePoint < 0x250,
  other: (codePoint) => codePoint < 0x700 || codePoint === 0x2764,
  emoji: (codePoint) => [0x1f389, 0x1f468, 0x1f469, 0x2764].includes(codePoint),
};
const has = (face: Face, codePoint: number) => HAS[face](codePoint);

describe('a text that fonts print in part', () => {
  for (const [text, printed, faces] of [
    ['Été à Łódź', 'Été à Łódź', ['main']],
    ['e\u0301te\u0301', 'été', ['main']],
    ['fête 🎉 !', 'fête 🎉 !', ['main', 'emoji', 'main']],
    ['👨\u200d👩', '👨\u200d👩', ['emoji']],
    ['👨\u200d🚀', '□', ['main']],
    ['❤', '❤', ['other']],
    ['❤\ufe0f', '❤\ufe0f', ['emoji']],
    ['Nom علی\u200cرضا', 'Nom علی\u200cرضا', ['main', 'other']],
    ['公園', '□□', ['main']],
    ['deux\r\nlignes\tlà', 'deux\nlignes là', ['main']],
    ['rap\u00adport', 'rapport', ['main']],
    ['', '', []],
  ] as const) {
    it(`« ${text} » is printed « ${printed} » with ${faces.join(', ') || 'nothing'}`, () => {
      const { signs, whole } = signsOf(text, has);
      assert.equal(signs.map((sign) => sign.text).join(''), printed);
      const used = signs.map(({ face }) => face);
      assert.deepEqual(
        used.filter((face, index) => face !== used[index - 1]),
        faces,
      );
      assert.equal(whole, !printed.includes('□'));
    });
  }
});
