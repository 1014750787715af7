import type { Transaction } from '../../../platform/database.ts';
import { updateDeliveryDropped } from './mail-deliveries.repository.ts';

/** Notes that the commune stopped a mail, in the transaction that takes its job away. Other jobs have no mail. */
export function dropMail(tx: Transaction, jobId: string): Promise<void> {
  return updateDeliveryDropped(tx, jobId);
}
