import type { Transaction } from '../../../platform/database.ts';
import { deleteDeliveriesOfCitizen } from './kept-deliveries.repository.ts';

/** Erases what is known of the mails of an account, in the transaction that closes it. */
export function eraseMails(tx: Transaction, account: { id: string; email: string }): Promise<void> {
  return deleteDeliveriesOfCitizen(tx, account);
}
