import { type LocalDate, localDateOf } from '../../../domain/local-date.ts';
import type { LocalizedText } from '../../../domain/localized-text.ts';
import { isHandled } from '../../procedures/definition/definition.ts';
import { openingOn } from '../../procedures/definition/opening.ts';
import type { Procedures } from '../../procedures/versions/procedures.ts';
import type { Draft } from './draft.ts';

/**
 * The state of the démarche since the draft was begun. A draft can be filed while the démarche is open.
 * `otherForm` means that a new draft would begin with another form; this one keeps its own. `elsewhere` means that the
 * commune no longer handles it here. `said` is the department's text for a closed démarche.
 */
export type DraftStanding =
  | { state: 'open'; until: LocalDate | null; otherForm: boolean }
  | { state: 'not-yet'; from: LocalDate }
  | { state: 'closed'; since: LocalDate; reopensOn: LocalDate | null; said: LocalizedText | null }
  | { state: 'elsewhere' };

/** Returns the standing at that moment: a démarche closes at midnight in Brussels, at the end of its last day. */
export function standingOf(
  procedures: Pick<Procedures, 'current'>,
  { slug, version }: Pick<Draft, 'slug' | 'version'>,
  now: Date,
): DraftStanding {
  const current = procedures.current(slug);
  if (current === null || !isHandled(current.definition)) return { state: 'elsewhere' };
  const opening = openingOn(current.definition, localDateOf(now));
  if (opening.state === 'closed') return { ...opening, said: current.definition.closure?.text ?? null };
  return opening.state === 'open' ? { ...opening, otherForm: current.version !== version } : opening;
}
