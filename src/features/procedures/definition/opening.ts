import type { LocalDate } from '../../../domain/local-date.ts';
import type { Definition } from './definition.ts';

/**
 * Whether a démarche can be filed on a day in Brussels. It opens at 0:00 on `opensOn` and closes at the end of
 * `closesOn`.
 */
export type Opening =
  | { state: 'open'; until: LocalDate | null }
  | { state: 'not-yet'; from: LocalDate }
  | { state: 'closed'; since: LocalDate };

export function openingOn({ opensOn, closesOn }: Pick<Definition, 'opensOn' | 'closesOn'>, day: LocalDate): Opening {
  if (opensOn !== undefined && day < opensOn) return { state: 'not-yet', from: opensOn };
  if (closesOn !== undefined && day > closesOn) return { state: 'closed', since: closesOn };
  return { state: 'open', until: closesOn ?? null };
}
