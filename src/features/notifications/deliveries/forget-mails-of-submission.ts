import type { Transaction } from '../../../platform/database.ts';
import { deleteDeliveriesOfSubmission } from './kept-deliveries.repository.ts';

/** Forgets which mails were sent about a request, and to which addresses. */
export function forgetMailsOfSubmission(tx: Transaction, submissionId: string): Promise<void> {
  return deleteDeliveriesOfSubmission(tx, submissionId);
}
