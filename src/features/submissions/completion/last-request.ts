import { askedIds } from '../amendment/form-part.ts';
import type { ReadSubmission } from '../follow-up/read-submission.ts';
import type { SubmissionEvent } from '../handling/submission-event.ts';

type Asked = Pick<ReadSubmission, 'definition' | 'submission'> & { events: readonly SubmissionEvent[] };

/** Returns what the commune asked for when it last sent the request back. */
export function lastRequest({ events }: Pick<Asked, 'events'>): { fields: readonly string[]; text: string } {
  const asked = events.flatMap(({ content }) => (content.name === 'completion-requested' ? [content.detail] : []));
  return asked.at(-1) ?? { fields: [], text: '' };
}

/** Returns the ids of the fields that the commune asked for, except those that the answers of today no longer ask. */
export function fieldsAskedFor(own: Asked): string[] {
  const ids = askedIds(own.definition, own.submission.answers);
  return lastRequest(own).fields.filter((id) => ids.has(id));
}
