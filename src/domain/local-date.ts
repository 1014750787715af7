/** A calendar day, « 2026-12-31 », without time or time zone. */
export type LocalDate = string;

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const inBrussels = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Brussels', dateStyle: 'short' });

/** Returns the day in Brussels at that moment. */
export function localDateOf(moment: Date): LocalDate {
  return inBrussels.format(moment);
}

/** Returns the moment at which that day begins in Brussels, one or two hours before it does in UTC. */
export function startOfDay(date: LocalDate): Date {
  const inUtc = Date.parse(`${date}T00:00:00Z`);
  const summer = new Date(inUtc - 2 * HOUR_MS);
  return localDateOf(summer) === date ? summer : new Date(inUtc - HOUR_MS);
}

/**
 * Reads a day typed in three fields. Returns null when it is not a day of the calendar or the year does not have four
 * digits.
 */
export function parseLocalDate(typed: { day: string; month: string; year: string }): LocalDate | null {
  const [day, month, year] = [typed.day, typed.month, typed.year].map((part) => part.trim());
  if (!/^\d{1,2}$/.test(day ?? '') || !/^\d{1,2}$/.test(month ?? '') || !/^\d{4}$/.test(year ?? '')) return null;
  const date = `${year}-${month?.padStart(2, '0')}-${day?.padStart(2, '0')}`;
  const read = new Date(`${date}T00:00:00Z`);
  // `Date` reads « 31/02 » as 3 March instead of refusing it: comparing with what was typed finds that out.
  return Number.isNaN(read.getTime()) || read.toISOString().slice(0, 10) !== date ? null : date;
}

/** Returns the same day so many years later. 29 February becomes 28 February, also in a leap year. */
export function yearsAfter(date: LocalDate, years: number): LocalDate {
  const [year = '', month, day] = date.split('-');
  const later = String(Number(year) + years).padStart(4, '0');
  return month === '02' && day === '29' ? `${later}-02-28` : `${later}-${month}-${day}`;
}

/** Returns how many days lie from one day to another: 1 to the next day, below 0 to an earlier one. */
export function daysBetween(from: LocalDate, to: LocalDate): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS);
}
