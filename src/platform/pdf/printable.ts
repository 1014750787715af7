/** The sign that replaces one that cannot be printed. */
export const UNPRINTABLE = '□';

/** The three fonts: `main` for nearly all text, `other` for other scripts and symbols, and `emoji`. */
export type Face = 'main' | 'other' | 'emoji';
/** A sign as people see it: an emoji of several characters is one. */
export type Sign = { text: string; face: Face };
type Has = (face: Face, codePoint: number) => boolean;

const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });
const BREAK = /^\s+$/u;
/** Matches characters that draw nothing themselves: they join, style or hyphenate those around them. */
const UNSEEN = /\p{Default_Ignorable_Code_Point}/u;
const EMOJI = /\p{Emoji_Presentation}|\p{Regional_Indicator}|\uFE0F/u;

/** Returns the signs of a text, with « □ » for each that no font has, and says whether there was none such. */
export function signsOf(text: string, has: Has): { signs: Sign[]; whole: boolean } {
  const found = Array.from(graphemes.segment(text.normalize('NFC')), ({ segment }) => signOf(segment, has));
  const signs = found.map((sign): Sign => sign ?? { text: UNPRINTABLE, face: 'main' });
  return { signs, whole: !found.includes(null) };
}

function signOf(segment: string, has: Has): Sign | null {
  if (BREAK.test(segment)) return { text: segment.replaceAll('\r', '').replaceAll('\t', ' '), face: 'main' };
  const seen = [...segment].filter((character) => !UNSEEN.test(character));
  const faces: readonly Face[] = EMOJI.test(segment) ? ['emoji', 'main', 'other'] : ['main', 'other', 'emoji'];
  const face = faces.find((one) => seen.every((character) => has(one, character.codePointAt(0) ?? 0)));
  if (face === undefined) return null;
  // Persian and emoji need the characters that join their parts; a soft hyphen is not drawn.
  return { text: face === 'main' ? seen.join('') : segment, face };
}
