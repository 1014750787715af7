import { type LocalDate, localDateOf } from '../../../../domain/local-date.ts';
import { daysAfter } from '../../../../domain/working-days.ts';

/**
 * A draft is kept for thirty days: one that is saved at noon is deleted in the night after the thirtieth, so that the
 * last whole day is 29 days later.
 */
const KEPT_DAYS = 29;
const NEAR_DAYS = 23;

/** Returns the last day on which a draft is surely kept, when nothing in it changes. */
export function lastDayOf(savedAt: Date): LocalDate {
  return daysAfter(localDateOf(savedAt), KEPT_DAYS);
}

/** Returns true in the last week of a draft, when its owner is told. */
export function isNearItsEnd(savedAt: Date, now: Date): boolean {
  return daysAfter(localDateOf(savedAt), NEAR_DAYS) <= localDateOf(now);
}
