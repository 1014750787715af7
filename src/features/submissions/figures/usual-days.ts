import type { LocalDate } from '../../../domain/local-date.ts';
import type { Db } from '../../../platform/database.ts';
import { listHandledInDays } from './figures.repository.ts';
import { quantile } from './summed-figures.ts';

/** With fewer, one slow request would speak for all. */
const LEAST_HANDLED = 20;

/** Returns within how many days nine in ten requests of a démarche were handled; null while too few were to tell. */
export async function findUsualDays(db: Db, slug: string, today: LocalDate): Promise<number | null> {
  const handled = await listHandledInDays(db, slug, today);
  const number = handled.reduce((total, one) => total + one.number, 0);
  return number < LEAST_HANDLED ? null : quantile(handled, 0.9);
}
