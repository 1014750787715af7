import { z } from 'zod';
import { holdsNationalRegisterNumber } from './national-number.ts';
import { withPlainDigits } from './plain-digits.ts';

/**
 * Parses a number in the stored form (database rows, sessions, jobs, page addresses). What a person typed is read by
 * `parseEnterpriseNumber` instead.
 */
export const EnterpriseNumber = z
  .string()
  .refine(isStoredForm, { error: 'not an enterprise number in the stored form' })
  .brand<'EnterpriseNumber'>();
/**
 * Ten ASCII digits with the leading zero and valid check digits. It is stored in this form and shown by
 * `formatEnterpriseNumber`.
 */
export type EnterpriseNumber = z.output<typeof EnterpriseNumber>;

export const enterpriseNumberProblems = [
  'missing',
  'national-register',
  'foreign-vat',
  'letters',
  'too-short',
  'too-long',
  'all-zeros',
  'establishment-unit',
  'first-digit',
  'check-digits',
] as const;
export type EnterpriseNumberProblem = (typeof enterpriseNumberProblems)[number];

export type EnterpriseNumberReading =
  | { ok: true; number: EnterpriseNumber }
  | { ok: false; problem: EnterpriseNumberProblem };

const separators = /[\s\p{Cc}\p{Cf}\p{Pd}−.,:;/\\_·•°'’]+/gu;
const labels = /^(?:N[RO]?(?=\d|BE|BCE|KBO|TVA|BTW)|TVA|BTW|MWST|VAT|BCE|KBO|ZDU|CBE|RPM|RPR|BE){1,6}/;
const foreignVat =
  /^(?:AT|BG|CHE|CY|CZ|DE|DK|EE|EL|ES|FI|FR|GB|GR|HR|HU|IE|IT|LT|LU|LV|MT|NL|PL|PT|RO|SE|SI|SK|XI)(?=\D*\d)[\dA-Z+*]{5,15}$/;

/**
 * Reads a number of the Crossroads Bank for Enterprises (BCE, KBO) in any usual notation: « 0671.516.647 », « TVA BE
 * 0671 516 647 », the nine digits of the old VAT numbers, or the only number that stands among words. Where the problem
 * is `national-register`, the typed text must neither be shown again nor logged.
 */
export function parseEnterpriseNumber(typed: string): EnterpriseNumberReading {
  const text = withPlainDigits(typed);
  if (holdsNationalRegisterNumber(text)) return { ok: false, problem: 'national-register' };
  const bare = compacted(text).replace(labels, '');
  const digits = bare.length === 9 ? `0${bare}` : bare;
  if (isEnterpriseNumber(digits)) return { ok: true, number: digits };
  const problem = problemOfWriting(bare) ?? problemOfNumber(digits);
  const only = problem === 'letters' || problem === 'too-long' ? onlyNumberIn(text) : null;
  return only === null ? { ok: false, problem } : { ok: true, number: only };
}

/** Returns the number as people read it: « 0671.516.647 ». */
export function formatEnterpriseNumber(number: EnterpriseNumber): string {
  return `${number.slice(0, 4)}.${number.slice(4, 7)}.${number.slice(7)}`;
}

/** Returns true for a number in the stored form. That says that such a number can exist, not that it was issued. */
export function isEnterpriseNumber(text: string): text is EnterpriseNumber {
  return isStoredForm(text);
}

function isStoredForm(text: string): boolean {
  return /^[01]\d{9}$/.test(text) && !startsWithNothing(text) && hasRightCheckDigits(text);
}

/**
 * Finds the number in « RPM Bruxelles 0671.516.647 » or in « 0208:0671516647 », as electronic invoices write it. Returns
 * null where there are two of them, or none.
 */
function onlyNumberIn(text: string): EnterpriseNumber | null {
  const written = text.match(/(?<![\p{L}\d])(?:BE)?[01]?\d{3}[ .-]?\d{3}[ .-]?\d{3}(?![\p{L}\d])/giu) ?? [];
  const numbers = written.map((part) => part.replaceAll(/\D/g, '').padStart(10, '0')).filter(isEnterpriseNumber);
  const [number = null, ...others] = new Set(numbers);
  return others.length === 0 ? number : null;
}

/**
 * Returns the text in capitals, without separators and without « (0) ». That zero may go, because a number of nine
 * digits is given its leading zero anyway.
 */
function compacted(text: string): string {
  return text.replaceAll(separators, '').replace('(0)', '').replaceAll(/[()]/g, '').toUpperCase();
}

function problemOfWriting(bare: string): EnterpriseNumberProblem | null {
  if (bare === '') return 'missing';
  if (foreignVat.test(bare)) return 'foreign-vat';
  if (/\D/.test(bare)) return 'letters';
  if (bare.length < 9) return 'too-short';
  return bare.length > 10 ? 'too-long' : null;
}

/**
 * Says why ten digits are no enterprise number. Numbers of establishment units begin with 2 to 8 and have check digits
 * of the same kind.
 */
function problemOfNumber(digits: string): EnterpriseNumberProblem {
  if (startsWithNothing(digits)) return 'all-zeros';
  if (/^[01]/.test(digits)) return 'check-digits';
  return /^[2-8]/.test(digits) && hasRightCheckDigits(digits) ? 'establishment-unit' : 'first-digit';
}

// 0000.000.097 has valid check digits but was never issued.
function startsWithNothing(digits: string): boolean {
  return digits.startsWith('00000000');
}

/**
 * Checks that the last two digits are 97 − (the first eight mod 97), which gives 01 to 97 (source: FPS Economy, with
 * the examples of its KBO pages). The first digit is 0, or 1 since September 2023. No library was right when tried in
 * November 2026: jsvat refuses numbers that begin with 1, stdnum accepts establishment units and 0000.000.097, and
 * validator does not check the digits.
 */
function hasRightCheckDigits(digits: string): boolean {
  return 97 - (Number(digits.slice(0, 8)) % 97) === Number(digits.slice(8));
}
