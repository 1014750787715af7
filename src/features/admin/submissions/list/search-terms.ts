import { foldText } from '../../../../domain/folded-text.ts';

/** A number however it is written: a reference, or the number of an enterprise. */
const NUMBER = /^(?:be)?[\s.\-/]*\d[\d\s.\-/]*$/i;
const LONG_ENOUGH = /[\p{L}\p{N}]{3}/u;

/**
 * Returns what the words of a submission must hold, each with the space before it and, but for the last, after it: the
 * beginning of the last word is enough. Returns null for less than three letters or digits in a row.
 */
export function searchTerms(typed: string): readonly string[] | null {
  if (NUMBER.test(typed)) {
    const digits = typed.replace(/\D+/g, '');
    return digits.length < 3 ? null : [` ${digits}`];
  }
  const folded = foldText(typed);
  if (!LONG_ENOUGH.test(folded)) return null;
  const words = folded.split(' ');
  return words.map((word, index) => (index === words.length - 1 ? ` ${word}` : ` ${word} `));
}
