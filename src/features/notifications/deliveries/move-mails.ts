import type { Transaction } from '../../../platform/database.ts';
import { updateDeliveriesMoved } from './kept-deliveries.repository.ts';

/** Moves what is known of the mails of an account to another one of the same person, which reads it from then on. */
export function moveMails(tx: Transaction, accounts: { from: string; to: string }): Promise<void> {
  return updateDeliveriesMoved(tx, accounts);
}
