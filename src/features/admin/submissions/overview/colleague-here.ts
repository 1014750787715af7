import { fullName } from '../../../../domain/person-name.ts';
import type { Translate } from '../../../../web/page/texts.ts';
import type { SubmissionEvent } from '../../../submissions/handling/submission-event.ts';

const RECENT_MINUTES = 15;
type Looking = { staffId: string; now: Date; t: Translate };

/** Says which colleague opened the same submission a moment ago, so that two do not do the same work; null for none. */
export function colleagueHere(events: readonly SubmissionEvent[], { staffId, now, t }: Looking): string | null {
  const last = events.findLast(
    ({ content, staffMemberId }) => content.name === 'opened' && staffMemberId !== null && staffMemberId !== staffId,
  );
  if (last === undefined) return null;
  const { staffFirstName: firstName, staffLastName: lastName, happenedAt } = last;
  const count = Math.max(0, Math.floor((now.getTime() - happenedAt.getTime()) / 60_000));
  if (count > RECENT_MINUTES || firstName === null || lastName === null) return null;
  const person = fullName({ firstName, lastName });
  return count === 0 ? t('admin:here.now', { person }) : t('admin:here.minutes', { person, count });
}
