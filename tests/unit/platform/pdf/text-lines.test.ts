import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { FROM_THE_RIGHT } from '../../../../src/platform/pdf/directions.ts';
import type { Sign } from '../../../../src/platform/pdf/printable.ts';
import { type Line, linesOf } from '../../../../src/platform/pdf/text-lines.ts';

const signsOf = (text: string): Sign[] =>
  [...text].map((one) => ({ text: one, face: FROM_THE_RIGHT.test(one) ? 'other' : 'main' }));
/** Each sign is one unit wide. */
const lines = (text: string, width = 100): Line[] =>
  linesOf(signsOf(text), { width, measure: (piece) => [...piece.text].length });

/** What stands on the paper from the left to the right, a font having turned what it writes from the right. */
function seen(line: Line): string {
  const turned = (text: string) => (FROM_THE_RIGHT.test(text) ? [...text].reverse().join('') : text);
  return line
    .toSorted((one, other) => one.left - other.left)
    .map(({ text }) => turned(text))
    .join('');
}

describe('a line of a text', () => {
  for (const [text, paper] of [
    ['rue Josaphat 12', 'rue Josaphat 12'],
    ['אבג דהו', 'והד גבא'],
    ['Nom : אבג דהו (né en 1980)', 'Nom : והד גבא (né en 1980)'],
    // A number alone goes with the letters before it, its brackets too.
    ['Nom : אבג דהו (1980)', 'Nom : (1980) והד גבא'],
    ['אבג 12 דהו', 'והד 12 גבא'],
    ['אבג (דה) ו.', '.ו (הד) גבא'],
    ['אבג Jan Peeters דהו', 'והד Jan Peeters גבא'],
    ['١٢٣ אב', 'בא ١٢٣'],
  ] as const) {
    it(`« ${text} » stands as « ${paper} » from the left`, () => {
      assert.deepEqual(lines(text).map(seen), [paper]);
    });
  }

  it('keeps its pieces in the order of its words, and says which are turned', () => {
    const [line = []] = lines('Nom אבג דהו');
    assert.deepEqual(
      line.map(({ text, turned, left }) => [text, turned, left]),
      [
        ['Nom ', false, 0],
        ['אבג', true, 8],
        [' ', true, 7],
        ['דהו', true, 4],
      ],
    );
  });
});

describe('a text that is longer than a line', () => {
  it('is broken between its words, each line in its own order', () => {
    assert.deepEqual(lines('אבג דהו זחט', 7).map(seen), ['והד גבא', 'טחז']);
  });

  it('is broken within a word that no line can hold', () => {
    assert.deepEqual(lines('un abcdefghij', 4).map(seen), ['un', 'abcd', 'efgh', 'ij']);
  });

  it('keeps its own ends of lines, empty lines too', () => {
    assert.deepEqual(lines('un\n\ndeux').map(seen), ['un', '', 'deux']);
  });
});
