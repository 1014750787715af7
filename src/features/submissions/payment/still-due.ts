import type { SubmissionEvent } from '../handling/submission-event.ts';
import type { Submission } from '../submission.ts';

/**
 * Returns what is left to pay of the fee of a submission, in cents, after the payments that the commune noted. Null
 * while the department has not told the fee; not above zero once all is paid.
 */
export function stillDue(
  { feeCents }: Pick<Submission, 'feeCents'>,
  events: readonly Pick<SubmissionEvent, 'content'>[],
): number | null {
  if (feeCents === null) return null;
  const received = events.map(({ content }) => (content.name === 'payment-received' ? content.detail.amountCents : 0));
  return received.reduce((left, cents) => left - cents, feeCents);
}
