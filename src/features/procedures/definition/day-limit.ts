import { type LocalDate, yearsAfter } from '../../../domain/local-date.ts';
import { daysAfter, workingDaysAfter } from '../../../domain/working-days.ts';

const RELATIVE = /^today(?:([+-]\d+)(d|wd|m|y))?$/;

/** The day that a limit means, « today+10wd » or « 2026-12-31 », when it is `today` in Brussels. */
export function dayOfLimit(limit: string, today: LocalDate): LocalDate {
  const [relative, amount = '0', unit = 'd'] = RELATIVE.exec(limit) ?? [];
  if (relative === undefined) return limit;
  const count = Number(amount);
  if (unit === 'wd') return workingDaysAfter(today, count);
  if (unit === 'd') return daysAfter(today, count);
  return unit === 'y' ? yearsAfter(today, count) : monthsAfter(today, count);
}

/** So many months later: the last day of a shorter month where the day is missing there. */
function monthsAfter(date: LocalDate, months: number): LocalDate {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  const first = new Date(Date.UTC(year, month - 1 + months, 1));
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  first.setUTCDate(Math.min(day, last));
  return first.toISOString().slice(0, 10);
}
