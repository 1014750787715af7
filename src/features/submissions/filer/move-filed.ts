import type { Transaction } from '../../../platform/database.ts';
import {
  updateClaimersMoved,
  updateDeskVisitsMoved,
  updateDraftsMoved,
  updateMessagesMoved,
  updateSubmissionsMoved,
} from './moved-rows.repository.ts';

/**
 * Moves all that an account began, filed and wrote to another one of the same person. Their documents go with them. What
 * was filed with its address but without an account may be claimed, by its code as before. The timelines are never
 * changed: `listSubmissionEvents` reads who the person is today.
 */
export async function moveFiled(tx: Transaction, accounts: { from: string; to: string }): Promise<void> {
  await updateDraftsMoved(tx, accounts);
  await updateDeskVisitsMoved(tx, accounts);
  await updateSubmissionsMoved(tx, accounts);
  await updateMessagesMoved(tx, accounts);
  await updateClaimersMoved(tx, accounts);
}
