import { type LocalDate, parseLocalDate } from './local-date.ts';
import { monthNumber } from './month-names.ts';
import { withPlainDigits } from './numbers/plain-digits.ts';

export type DatePart = 'Day' | 'Month' | 'Year';
type Typed = { day: string; month: string; year: string };
/** `wrong` is the part that is wrong by itself; null for three good parts that are no day of the calendar together. */
export type TypedDate = { ok: true; date: LocalDate } | { ok: false; empty: boolean; wrong: DatePart | null };

/**
 * Reads a day typed in three controls, or whole in the first one: « 31/12/2026 », « 1er décembre 2026 » or « 2026-12-31 ».
 * The month may be a name.
 */
export function readTypedDate(typed: Typed): TypedDate {
  const { day, month, year } = partsOf(typed);
  if (day === '' && month === '' && year === '') return { ok: false, empty: true, wrong: 'Day' };
  const wrong = firstWrong({ day, month, year });
  const date = wrong === null ? parseLocalDate({ day, month, year }) : null;
  return date === null ? { ok: false, empty: false, wrong } : { ok: true, date };
}

const WHOLE = /^(\d{1,2}|0?1er)[\s./-]+(\d{1,2}|[\p{L}.]+)[\s./-]+(\d{1,4})$/iu;
const ISO = /^(\d{4})-(\d{1,2})-(\d{1,2})$/;

function partsOf(typed: Typed): Typed {
  const [day, month, year] = [typed.day, typed.month, typed.year].map((part) => withPlainDigits(part.trim())) as [
    string,
    string,
    string,
  ];
  const alone = month === '' && year === '' ? day : '';
  const [, d = day, m = month, y = year] = WHOLE.exec(alone) ?? [];
  const [, isoYear = y, isoMonth = m, isoDay = d] = ISO.exec(alone) ?? [];
  return { day: isoDay.replace(/^(0?1)er$/i, '$1'), month: String(monthNumber(isoMonth) ?? isoMonth), year: isoYear };
}

function firstWrong({ day, month, year }: Typed): DatePart | null {
  if (!/^(?:0?[1-9]|[12]\d|3[01])$/.test(day)) return 'Day';
  if (!/^(?:0?[1-9]|1[0-2])$/.test(month)) return 'Month';
  return /^\d{4}$/.test(year) ? null : 'Year';
}
