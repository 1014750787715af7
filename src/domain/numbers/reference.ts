import { withPlainDigits } from './plain-digits.ts';

/**
 * Reads the reference of a submission however it is written, as « 26-0000123-35 » or « 26 0000123 35 »: two digits of
 * the year, seven of a number, and two of control, 97 − (the nine before them mod 97). Returns the eleven digits, or
 * null when the text is no reference.
 */
export function parseReference(typed: string): string | null {
  const digits = withPlainDigits(typed).replace(/[\s.\p{Pd}]+/gu, '');
  if (!/^\d{11}$/.test(digits)) return null;
  return 97 - (Number(digits.slice(0, 9)) % 97) === Number(digits.slice(9)) ? digits : null;
}

/** Returns the reference as people read it: « 26-0000123-35 ». */
export function formatReference(reference: string): string {
  return reference.replace(/^(\d{2})(\d{7})(\d{2})$/, '$1-$2-$3');
}
