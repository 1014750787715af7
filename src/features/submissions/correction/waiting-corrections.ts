import {
  ANSWERS_TO_CORRECTION,
  type SubmissionEvent,
  type SubmissionEventContent,
} from '../handling/submission-event.ts';

/** A correction that a citizen asks for: the fields they ticked, and their words. */
export type WaitingCorrection = Pick<SubmissionEvent, 'by' | 'happenedAt'> & {
  content: Extract<SubmissionEventContent, { name: 'correction-requested' }>;
};

/** Returns the requests for correction that the staff have not answered since, the oldest first. */
export function waitingCorrections(events: readonly SubmissionEvent[]): WaitingCorrection[] {
  const answered = events.findLastIndex(
    ({ by, content }) => by.kind === 'staff' && ANSWERS_TO_CORRECTION.has(content.name),
  );
  return events
    .slice(answered + 1)
    .flatMap(({ content, happenedAt, by }) =>
      content.name === 'correction-requested' ? [{ content, happenedAt, by }] : [],
    );
}

/** Returns the ids of the fields that they would have changed. */
export function fieldsToCorrect(events: readonly SubmissionEvent[]): string[] {
  return waitingCorrections(events).flatMap(({ content }) => content.detail.fields);
}
