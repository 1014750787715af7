import { withPlainDigits } from './plain-digits.ts';

/**
 * Returns true when the text contains a number of the National Register or a BIS number (NISS, INSZ), in digits of any
 * script and whatever stands between them. The law of 8 August 1983 protects these numbers: a caller that gets true must
 * neither show, log nor keep the text.
 */
export function holdsNationalRegisterNumber(text: string): boolean {
  const groups = withPlainDigits(text).match(/\d+/g) ?? [];
  return groups.some((_, start) => isNationalRegisterNumber(firstElevenDigits(groups.slice(start, start + 11))));
}

/**
 * Joins whole groups of digits (« 85 07 30 033 28 ») until they make eleven digits. The result is longer where the last
 * group goes past eleven, and shorter where the text ends before.
 */
function firstElevenDigits(groups: readonly string[]): string {
  return groups.reduce((digits, group) => (digits.length < 11 ? digits + group : digits), '');
}

/**
 * Reads a number of the National Register or a BIS number, of births before and since 2000, where unknown parts of the
 * birth date are 00. Returns its eleven digits, or null for any other text. Callers must encrypt it where they keep it
 * and mask it where they show it.
 */
export function parseNationalNumber(typed: string): string | null {
  const digits = withPlainDigits(typed).replace(/[\s.\-–/]/g, '');
  return /^\d+$/.test(digits) && isNationalRegisterNumber(digits) ? digits : null;
}

/** Returns « 85.07.30-997.34 », for who may read it: every other page masks it. */
export function formatNationalNumber(number: string): string {
  return number.replace(/^(\d{2})(\d{2})(\d{2})(\d{3})(\d{2})$/, '$1.$2.$3-$4.$5');
}

/** Returns « 85.07.30-***.** »: enough to recognise one's own number, too little to misuse it. */
export function maskNationalNumber(number: string): string {
  return number.replace(/^(\d{2})(\d{2})(\d{2})\d{5}$/, '$1.$2.$3-***.**');
}

export const isMaskedNationalNumber = (text: string): boolean => /^\d{2}\.\d{2}\.\d{2}-\*{3}\.\*{2}$/.test(text);

// The digits are YYMMDD, a serial number of three digits, then 97 − (the first nine digits mod 97). For births since
// 2000 a 2 is put before the nine digits in that calculation.
function isNationalRegisterNumber(digits: string): boolean {
  if (digits.length !== 11 || !hasPossibleBirthDate(digits)) return false;
  const body = Number(digits.slice(0, 9));
  const check = Number(digits.slice(9));
  return [body, 2_000_000_000 + body].some((base) => 97 - (base % 97) === check);
}

// Unknown parts of the date are 00. A BIS number adds 20 to the month, or 40 where the sex is known. The day goes beyond
// 31 where all serial numbers of a date have been given out.
function hasPossibleBirthDate(digits: string): boolean {
  const month = Number(digits.slice(2, 4));
  return month < 60 && month % 20 <= 12;
}
