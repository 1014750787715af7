import type { Submission } from '../submission.ts';

/** What a citizen does with the answers of a filed request; each is the name of its event. */
export type Amendment = 'completed' | 'corrected';
type Standing = Pick<Submission, 'status' | 'assigneeId'>;

/**
 * Whether a request takes it now. It is completed when the commune asks so, and corrected freely until a member of the
 * staff takes it: the right to err.
 */
export const MAY_AMEND: Readonly<Record<Amendment, (submission: Standing) => boolean>> = {
  completed: ({ status }) => status === 'to-complete',
  corrected: ({ status, assigneeId }) =>
    assigneeId === null && (status === 'submitted' || status === 'awaiting-payment'),
};
