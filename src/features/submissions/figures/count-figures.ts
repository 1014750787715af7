import type { App } from '../../../app.ts';
import { type LocalDate, localDateOf } from '../../../domain/local-date.ts';
import { daysAfter } from '../../../domain/working-days.ts';
import { lockFigures, updateFiguresOfWeek } from './figures.repository.ts';

/** Returns the Monday of the week of a day. */
export function mondayOf(day: LocalDate): LocalDate {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return daysAfter(day, -((weekday + 6) % 7));
}

/** Counts so many weeks again, the present one first, each in a transaction of its own. */
export async function countFigures(app: Pick<App, 'clock' | 'db'>, weeks: number): Promise<void> {
  const monday = mondayOf(localDateOf(app.clock.now()));
  for (let before = 0; before < weeks; before += 1) {
    await app.db.transaction(async (tx) => {
      if (await lockFigures(tx)) await updateFiguresOfWeek(tx, daysAfter(monday, -7 * before));
    });
  }
}
