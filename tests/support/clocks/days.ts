import { type LocalDate, localDateOf } from '../../../src/domain/local-date.ts';
import { daysAfter } from '../../../src/domain/working-days.ts';

/** Returns the day in Brussels so many days from today. After 22:00 or 23:00 UTC it is already the next day there. */
export function dayFromNow(days: number): LocalDate {
  return daysAfter(localDateOf(new Date()), days);
}

/** Returns what a person types in the three controls of that day. */
export function typedDay(day: LocalDate): { day: string; month: string; year: string } {
  const [year = '', month = '', of = ''] = day.split('-');
  return { day: String(Number(of)), month: String(Number(month)), year };
}
