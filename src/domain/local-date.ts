/** A day of the calendar, « 2026-12-31 », without time or zone. */
export type LocalDate = string;

const inBrussels = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Brussels', dateStyle: 'short' });

/** The day that it is in Brussels at that moment. */
export function localDateOf(moment: Date): LocalDate {
  return inBrussels.format(moment);
}

/** From what was typed in three fields; null when it is no day of the calendar. Years have four digits. */
export function parseLocalDate(typed: { day: string; month: string; year: string }): LocalDate | null {
  const [day, month, year] = [typed.day, typed.month, typed.year].map((part) => part.trim());
  if (!/^\d{1,2}$/.test(day ?? '') || !/^\d{1,2}$/.test(month ?? '') || !/^\d{4}$/.test(year ?? '')) return null;
  const date = `${year}-${month?.padStart(2, '0')}-${day?.padStart(2, '0')}`;
  const read = new Date(`${date}T00:00:00Z`);
  // « 31/02 » would be read as 3 March.
  return Number.isNaN(read.getTime()) || read.toISOString().slice(0, 10) !== date ? null : date;
}

/** So many years later; 29 February becomes 28 February where there is none. */
export function yearsAfter(date: LocalDate, years: number): LocalDate {
  const [year = '', month, day] = date.split('-');
  const later = String(Number(year) + years).padStart(4, '0');
  return month === '02' && day === '29' ? `${later}-02-28` : `${later}-${month}-${day}`;
}
