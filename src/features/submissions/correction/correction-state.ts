import { MAY_AMEND } from '../amendment/amendment.ts';
import type { Submission } from '../submission.ts';
import { isOpen } from '../submission-status.ts';

/** `free`: the citizen corrects it. `request`: the citizen asks the commune to. `closed`: neither, as it has ended. */
export type CorrectionState = 'free' | 'request' | 'closed';

export function correctionState(submission: Pick<Submission, 'status' | 'assigneeId'>): CorrectionState {
  if (MAY_AMEND.corrected(submission)) return 'free';
  return isOpen(submission.status) ? 'request' : 'closed';
}
