import type { LocalDate } from '../../../domain/local-date.ts';
import type { Answers } from '../../procedures/definition/answers.ts';
import type { Audience } from '../../procedures/definition/audiences.ts';
import type { HandledDefinition } from '../../procedures/definition/definition.ts';
import { feeInCents } from '../../procedures/definition/fee.ts';
import { expectedDay } from '../filing/expected-day.ts';
import type { SubmissionEvent } from '../handling/submission-event.ts';
import type { Submission } from '../submission.ts';
import { stillDue } from './still-due.ts';

type Filed = Pick<Submission, 'status' | 'feeCents' | 'dueOn'>;
type Answered = {
  /** The answers of visible fields only. */
  answers: Answers;
  /** The audience for which it was filed, as some pay no fee. */
  audience: Audience;
  events: readonly Pick<SubmissionEvent, 'content'>[];
  today: LocalDate;
};
/** A property that is missing stays as it is in the row. */
export type FeeAfter = { feeCents: number; status?: 'submitted' | 'awaiting-payment'; dueOn?: LocalDate | null };

/**
 * Returns what new answers change of the fee of a filed request; null where it stays. What was paid counts: a request
 * waits for the rest, or no longer waits once nothing is left to pay. A delay that a payment starts begins with the last
 * of it, so that it waits again while a rest is due.
 */
export function feeAfter(
  definition: Pick<HandledDefinition, 'fee' | 'delay'>,
  { status, feeCents: before, dueOn }: Filed,
  { answers, audience, events, today }: Answered,
): FeeAfter | null {
  if (definition.fee.kind !== 'computed') return null;
  const feeCents = feeInCents(definition.fee, { answers, audience });
  if (feeCents === null || feeCents === before) return null;
  // Once somebody has taken it, it no longer waits for a payment.
  if (status !== 'submitted' && status !== 'awaiting-payment') return { feeCents };
  const left = stillDue({ feeCents }, events) ?? 0;
  const after = left > 0 ? 'awaiting-payment' : 'submitted';
  const begun = dueOn ?? expectedDay(definition, { on: today, feeCents: 0 });
  const waiting = definition.delay.from === 'payment' ? null : dueOn;
  return { feeCents, dueOn: left > 0 ? waiting : begun, ...(after === status ? {} : { status: after }) };
}
