import type { Submission } from '../submission.ts';

/** The two ways in which a citizen changes the answers of a filed request; each is the name of its event. */
export type Amendment = 'completed' | 'corrected';
type Standing = Pick<Submission, 'status' | 'assigneeId'>;

/**
 * Says for each change whether a request takes it now. Answers are completed when the commune asks for them, and
 * corrected freely until a member of the staff takes the request: the right to err.
 */
export const MAY_AMEND: Readonly<Record<Amendment, (submission: Standing) => boolean>> = {
  completed: ({ status }) => status === 'to-complete',
  corrected: ({ status, assigneeId }) =>
    assigneeId === null && (status === 'submitted' || status === 'awaiting-payment'),
};
