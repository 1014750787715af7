import type { LocalDate } from '../../../domain/local-date.ts';
import { daysAfter } from '../../../domain/working-days.ts';
import type { Definition } from './definition.ts';

/**
 * Says whether a démarche can be filed on a day in Brussels. It opens at 0:00 on `opensOn` and closes at the end of
 * `closesOn`; between the two it may be closed for a while. `since` is the last day on which it was open, `until` the
 * last on which it is.
 */
export type Opening =
  | { state: 'open'; until: LocalDate | null }
  | { state: 'not-yet'; from: LocalDate }
  | { state: 'closed'; since: LocalDate; reopensOn: LocalDate | null };

type Dates = Pick<Definition, 'opensOn' | 'closesOn' | 'closure'>;

export function openingOn(dates: Dates, day: LocalDate): Opening {
  const { opensOn, closesOn, closure } = dates;
  if (opensOn !== undefined && day < opensOn) return { state: 'not-yet', from: opensOn };
  if (closesOn !== undefined && day > closesOn) return { state: 'closed', since: closesOn, reopensOn: null };
  if (closure === undefined || isOver(closure, day)) return { state: 'open', until: closesOn ?? null };
  const last = daysAfter(closure.from, -1);
  if (day >= closure.from) return { state: 'closed', since: last, reopensOn: reopening(dates) };
  return { state: 'open', until: closesOn === undefined || last < closesOn ? last : closesOn };
}

const isOver = ({ to }: { to?: LocalDate | undefined }, day: LocalDate) => to !== undefined && day > to;

/**
 * Returns the day on which it opens again; null where it stays closed until somebody opens it, or until its own end.
 */
function reopening({ closesOn, closure }: Dates): LocalDate | null {
  if (closure?.to === undefined) return null;
  const first = daysAfter(closure.to, 1);
  return closesOn !== undefined && first > closesOn ? null : first;
}
