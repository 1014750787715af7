/** Stands where a sign cannot be printed. */
export const UNPRINTABLE = '□';

const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });
const BREAK = /^\s+$/u;
/** Joins, chooses the look of, or hyphenates what stands around it, and draws nothing itself. */
const UNSEEN = /\p{Default_Ignorable_Code_Point}/u;

/**
 * Returns the text with « □ » for each sign as people see it (an emoji of several characters is one) that the font does
 * not have, and says whether there was one.
 */
export function printable(text: string, has: (codePoint: number) => boolean): { text: string; whole: boolean } {
  let whole = true;
  const signs = Array.from(graphemes.segment(text.normalize('NFC')), ({ segment }) => {
    if (BREAK.test(segment)) return segment.replaceAll('\r', '').replaceAll('\t', ' ');
    const seen = [...segment].filter((character) => !UNSEEN.test(character));
    if (seen.every((character) => has(character.codePointAt(0) ?? 0))) return seen.join('');
    whole = false;
    return UNPRINTABLE;
  });
  return { text: signs.join(''), whole };
}
