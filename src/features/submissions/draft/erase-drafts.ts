import type { Transaction } from '../../../platform/database.ts';
import { deleteDraftsOfCitizen } from './drafts.repository.ts';

/** Deletes the drafts of an account in the transaction that closes it. */
export function eraseDrafts(tx: Transaction, citizenId: string): Promise<void> {
  return deleteDraftsOfCitizen(tx, citizenId);
}
