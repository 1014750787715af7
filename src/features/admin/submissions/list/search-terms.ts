import { foldText } from '../../../../domain/folded-text.ts';

/** Matches a number however it is written: a reference, or the number of an enterprise. */
const NUMBER = /^(?:be)?[\s.\-/]*\d[\d\s.\-/]*$/i;
const LONG_ENOUGH = /[\p{L}\p{N}]{3}/u;

/** A last word of one letter or two is searched whole: half of all words begin with it. */
const FROM_WHICH_A_BEGINNING = 3;

/** The characters that the index holds of one word. */
const OF_A_WORD = 100;

/**
 * Returns the words that a submission must hold, as Postgres takes them (`tsquery`); the beginning of the last word is
 * enough, from three letters or digits on. Returns null for less than three letters or digits in a row.
 */
export function searchTerms(typed: string): string | null {
  if (NUMBER.test(typed)) {
    const digits = typed.replace(/\D+/g, '');
    return digits.length < 3 ? null : allOf([digits]);
  }
  const folded = foldText(typed);
  return LONG_ENOUGH.test(folded) ? allOf(folded.split(' ')) : null;
}

/** Joins words with « and ». They are only letters and digits, so that nothing in them means anything to Postgres. */
function allOf(words: readonly string[]): string {
  const last = [...(words.at(-1) ?? '')];
  const all = words.map((word) => `'${[...word].slice(0, OF_A_WORD).join('')}'`).join(' & ');
  return last.length < FROM_WHICH_A_BEGINNING ? all : `${all}:*`;
}
