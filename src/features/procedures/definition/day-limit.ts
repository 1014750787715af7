import { type LocalDate, yearsAfter } from '../../../domain/local-date.ts';
import { daysAfter, workingDaysAfter } from '../../../domain/working-days.ts';

const RELATIVE = /^today(?:([+-]\d+)(d|wd|m|y))?$/;

/** Returns the day that a limit means (« today+10wd », « 2026-12-31 ») when `today` is the day in Brussels. */
export function dayOfLimit(limit: string, today: LocalDate): LocalDate {
  const [relative, amount = '0', unit = 'd'] = RELATIVE.exec(limit) ?? [];
  if (relative === undefined) return limit;
  const count = Number(amount);
  if (unit === 'wd') return workingDaysAfter(today, count);
  if (unit === 'd') return daysAfter(today, count);
  return unit === 'y' ? yearsAfter(today, count) : monthsAfter(today, count);
}

/** Returns the same day so many months later, or the last day of a month that is too short for it. */
function monthsAfter(date: LocalDate, months: number): LocalDate {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  const first = new Date(Date.UTC(year, month - 1 + months, 1));
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  first.setUTCDate(Math.min(day, last));
  return first.toISOString().slice(0, 10);
}
