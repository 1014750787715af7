import type { LocalDate } from '../../../domain/local-date.ts';
import type { Submission } from '../submission.ts';
import { isOpen } from '../submission-status.ts';

/** Returns true once the announced day has passed without an answer, except while the commune waits for the citizen. */
export function isLate({ status, dueOn }: Pick<Submission, 'status' | 'dueOn'>, today: LocalDate): boolean {
  return isOpen(status) && status !== 'to-complete' && dueOn !== null && dueOn < today;
}
