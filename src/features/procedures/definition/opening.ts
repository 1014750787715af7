import type { LocalDate } from '../../../domain/local-date.ts';
import type { Definition } from './definition.ts';

/** Whether a démarche can be filed on a day of Brussels: it opens at 0:00 of `opensOn` and closes at midnight after `closesOn`. */
export type Opening =
  | { state: 'open'; until: LocalDate | null }
  | { state: 'not-yet'; from: LocalDate }
  | { state: 'closed'; since: LocalDate };

export function openingOn({ opensOn, closesOn }: Pick<Definition, 'opensOn' | 'closesOn'>, day: LocalDate): Opening {
  if (opensOn !== undefined && day < opensOn) return { state: 'not-yet', from: opensOn };
  if (closesOn !== undefined && day > closesOn) return { state: 'closed', since: closesOn };
  return { state: 'open', until: closesOn ?? null };
}
