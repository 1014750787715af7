import type { Transaction } from '../../../platform/database.ts';
import { updateCitizenClosed } from '../citizens.repository.ts';
import { endAccess } from '../end-access.ts';
import { deleteInterruptedFormsOf } from '../sign-in/interrupted-forms.repository.ts';
import { updateCitizensMerged } from './merged-citizens.repository.ts';

/**
 * Closes an account of which everything was moved to another one of the same person, in the transaction that locked both.
 * Its sessions end, its links are worth nothing and its address signs in nobody.
 */
export async function closeMergedCitizen(tx: Transaction, accounts: { from: string; to: string }): Promise<void> {
  const { from } = accounts;
  await updateCitizenClosed(tx, from);
  await updateCitizensMerged(tx, accounts);
  await deleteInterruptedFormsOf(tx, from);
  await endAccess(tx, from);
}
