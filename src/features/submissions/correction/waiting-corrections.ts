import { ANSWERS_TO_CORRECTION, type SubmissionEvent } from '../handling/submission-event.ts';

/** What a citizen would have changed, by the fields they ticked and in their words. */
export type WaitingCorrection = { event: SubmissionEvent; fields: readonly string[]; text: string };

/** Returns the requests for correction that the staff have not answered since, the oldest first. */
export function waitingCorrections(events: readonly SubmissionEvent[]): WaitingCorrection[] {
  const answered = events.findLastIndex(
    ({ staffMemberId, content }) => staffMemberId !== null && ANSWERS_TO_CORRECTION.has(content.name),
  );
  return events
    .slice(answered + 1)
    .flatMap((event) => (event.content.name === 'correction-requested' ? [{ event, ...event.content.detail }] : []));
}
