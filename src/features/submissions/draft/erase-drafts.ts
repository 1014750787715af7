import type { Transaction } from '../../../platform/database.ts';
import { deleteDraftsOfCitizen } from './drafts.repository.ts';

/** In the transaction that closes an account: nothing that was begun and not filed is kept. */
export function eraseDrafts(tx: Transaction, citizenId: string): Promise<void> {
  return deleteDraftsOfCitizen(tx, citizenId);
}
