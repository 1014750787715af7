import type { Transaction } from '../../../platform/database.ts';
import { deleteIdentity } from '../identities.repository.ts';

/** Deletes whose account it was, in the transaction that closes it. When and how they were identified stays. */
export async function eraseIdentity(tx: Transaction, citizenId: string): Promise<void> {
  await deleteIdentity(tx, citizenId);
}
