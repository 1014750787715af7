import type { App } from '../../../app.ts';
import type { Transaction } from '../../../platform/database.ts';
import { deleteAttemptsOfCitizen } from '../attempts.repository.ts';
import { findIdentity, updateIdentityMoved } from '../identities.repository.ts';
import { sealNumber, unsealNumber } from '../sealed-identity.ts';

/**
 * Moves who stands behind an account to another one of the same person, which nobody stands behind yet. The number is
 * sealed for its account: one that no secret opens any more is written anew at the next identification.
 */
export async function moveIdentity(
  tx: Transaction,
  { sealing }: Pick<App, 'sealing'>,
  { from, to }: { from: string; to: string },
): Promise<void> {
  await deleteAttemptsOfCitizen(tx, from);
  const identity = await findIdentity(tx, from);
  if (identity === null) return;
  const number = unsealNumber(sealing, from, identity.sealedNumber);
  const sealedNumber = number === null ? identity.sealedNumber : sealNumber(sealing, to, number);
  await updateIdentityMoved(tx, { from, to, sealedNumber });
}
