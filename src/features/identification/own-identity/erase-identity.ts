import type { Transaction } from '../../../platform/database.ts';
import { deleteIdentity } from '../identities.repository.ts';

/** In the transaction that closes an account: who stood behind it is forgotten. When and how stays, without a name. */
export async function eraseIdentity(tx: Transaction, citizenId: string): Promise<void> {
  await deleteIdentity(tx, citizenId);
}
