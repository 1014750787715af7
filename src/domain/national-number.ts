/**
 * Whether the text holds a number of the National Register or a BIS number (NISS, INSZ), in ASCII digits and any writing.
 * A protected identifier (law of 8 August 1983): whoever asks must neither show, log nor keep the text when it does.
 */
export function holdsNationalRegisterNumber(text: string): boolean {
  const groups = text.match(/\d+/g) ?? [];
  return groups.some((_, start) => isNationalRegisterNumber(firstElevenDigits(groups.slice(start, start + 11))));
}

/** Eleven digits made of whole groups (« 85 07 30 033 28 »), or fewer, or more where a group goes beyond. */
function firstElevenDigits(groups: readonly string[]): string {
  return groups.reduce((digits, group) => (digits.length < 11 ? digits + group : digits), '');
}

/**
 * Reads a number of the National Register or a BIS number: eleven digits, births before and since 2000, unknown parts of
 * the birth date as 00. Returns null when it is none. To be encrypted where it is kept, and masked where it is shown.
 */
export function parseNationalNumber(typed: string): string | null {
  const digits = typed.normalize('NFKC').replace(/[\s.\-–/]/g, '');
  return /^\d+$/.test(digits) && isNationalRegisterNumber(digits) ? digits : null;
}

/** « 85.07.30-***.** »: enough to recognise one's own, not enough to use it. */
export function maskNationalNumber(number: string): string {
  return number.replace(/^(\d{2})(\d{2})(\d{2})\d{5}$/, '$1.$2.$3-***.**');
}

// YYMMDD, a serial number of 3 digits, then 97 − (the first 9 digits mod 97), with a 2 before them for births since 2000.
function isNationalRegisterNumber(digits: string): boolean {
  if (digits.length !== 11 || !hasPossibleBirthDate(digits)) return false;
  const body = Number(digits.slice(0, 9));
  const check = Number(digits.slice(9));
  return [body, 2_000_000_000 + body].some((base) => 97 - (base % 97) === check);
}

// Unknown parts are 00; a BIS number adds 20 to the month, or 40 where the sex is known.
function hasPossibleBirthDate(digits: string): boolean {
  const month = Number(digits.slice(2, 4));
  return month < 60 && month % 20 <= 12 && Number(digits.slice(4, 6)) <= 31;
}
