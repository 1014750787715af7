import { fullName } from '../../../domain/person-name.ts';
import { formatDateTime } from '../../../web/page/format.ts';
import { type EventLine, eventLine, type ToldOf } from '../../submissions/follow-up/event-text.ts';
import type { SubmissionEvent } from '../../submissions/handling/submission-event.ts';

/** A line of the timeline as colleagues read it. `by` names the colleague who acted; null when none did. */
export type StaffEventLine = EventLine & { by: string | null };
type Of = Omit<ToldOf, 'forStaff'>;

export function staffEventLines(events: readonly SubmissionEvent[], of: Of): StaffEventLine[] {
  return events.map((event) => ({
    ...lineOf(event, of),
    at: event.happenedAt,
    when: formatDateTime(event.happenedAt, of.reader.language),
    by: event.by.kind === 'staff' ? fullName(event.by.name) : null,
  }));
}

/** Events that citizens read too have the words of `eventLine`. */
function lineOf({ content, by }: SubmissionEvent, of: Of): Pick<EventLine, 'text' | 'words'> {
  const { t } = of.reader;
  switch (content.name) {
    case 'assigned':
      return { text: t('admin:event.assigned', { person: content.detail.assignee }), words: null };
    case 'given-back':
      return { text: t('admin:event.given-back'), words: null };
    default:
      return eventLine({ content, by }, { ...of, forStaff: true });
  }
}
