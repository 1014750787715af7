import { fullName } from '../../../../domain/person-name.ts';
import type { Translate } from '../../../../web/page/texts.ts';
import type { SubmissionEvent } from '../../../submissions/handling/submission-event.ts';

const RECENT_MINUTES = 15;
type Looking = { staffId: string; now: Date; t: Translate };

/** Says which colleague opened the same submission a moment ago, so that two do not do the same work; null for none. */
export function colleagueHere(events: readonly SubmissionEvent[], { staffId, now, t }: Looking): string | null {
  const last = events.flatMap((event) => openingOf(event, staffId)).at(-1);
  if (last === undefined) return null;
  const count = Math.max(0, Math.floor((now.getTime() - last.happenedAt.getTime()) / 60_000));
  if (count > RECENT_MINUTES) return null;
  const person = fullName(last.colleague);
  return count === 0 ? t('admin:here.now', { person }) : t('admin:here.minutes', { person, count });
}

function openingOf({ content, by, happenedAt }: SubmissionEvent, staffId: string) {
  if (content.name !== 'opened' || by.kind !== 'staff' || by.id === staffId) return [];
  return [{ colleague: by.name, happenedAt }];
}
