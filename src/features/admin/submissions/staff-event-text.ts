import { fullName } from '../../../domain/person-name.ts';
import { formatDateTime } from '../../../web/page/format.ts';
import type { Shell } from '../../../web/page/shell.ts';
import { type EventLine, eventLine } from '../../submissions/follow-up/event-text.ts';
import type { SubmissionEvent } from '../../submissions/handling/submission-event.ts';
import type { Submission } from '../../submissions/submission.ts';

/** A line of the timeline as colleagues read it: `by` names who of the staff did it; null for the citizen and the portal. */
export type StaffEventLine = EventLine & { by: string | null };
type Of = { submission: Submission; reader: Pick<Shell, 't' | 'language'> };

export function staffEventLines(events: readonly SubmissionEvent[], of: Of): StaffEventLine[] {
  return events.map((event) => ({
    ...lineOf(event, of),
    at: event.happenedAt,
    when: formatDateTime(event.happenedAt, of.reader.language),
    by: staffNameOf(event),
  }));
}

function lineOf(event: SubmissionEvent, of: Of): { text: string; words: string | null } {
  const { t } = of.reader;
  const { content } = event;
  if (content.name === 'assigned') {
    return { text: t('admin:event.assigned', { person: content.detail.assignee }), words: null };
  }
  if (content.name === 'given-back') return { text: t('admin:event.given-back'), words: null };
  return eventLine(event, { ...of, forStaff: true }) ?? { text: '', words: null };
}

function staffNameOf({ staffFirstName, staffLastName }: SubmissionEvent): string | null {
  if (staffFirstName === null || staffLastName === null) return null;
  return fullName({ firstName: staffFirstName, lastName: staffLastName });
}
