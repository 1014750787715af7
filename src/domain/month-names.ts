import { LANGUAGES } from './language.ts';

const MONTHS = Array.from({ length: 12 }, (_, index) => index + 1);

type MonthName = readonly [name: string, month: number];
/** The names are made when the first one is typed: the formatters of four languages would slow each start. */
let names: readonly MonthName[] | null = null;

/**
 * Reads the name of a month in French, Dutch, English or German, or the beginning of one that no other month shares:
 * « août », « sept. », « MÄRZ ». Returns its number from 1 to 12, or null.
 */
export function monthNumber(typed: string): number | null {
  const begun = plainLetters(typed);
  if (!/^[a-z]{3,}$/.test(begun)) return null;
  const [month = null, ...others] = new Set(
    monthNames()
      .filter(([name]) => name.startsWith(begun))
      .map(([, number]) => number),
  );
  return others.length === 0 ? month : null;
}

/**
 * Returns every name of a month in the four languages, whole and short (« mrt »), in plain small letters, with its
 * number.
 */
function monthNames(): readonly MonthName[] {
  names ??= LANGUAGES.flatMap((language) =>
    (['long', 'short'] as const).flatMap((length) => {
      const { format } = new Intl.DateTimeFormat(language, { month: length, timeZone: 'UTC' });
      return MONTHS.map((month) => [plainLetters(format(Date.UTC(2000, month - 1, 1))), month] as const);
    }),
  );
  return names;
}

function plainLetters(text: string): string {
  return text
    .normalize('NFD')
    .replace(/[\p{M}.\s]/gu, '')
    .toLowerCase();
}
