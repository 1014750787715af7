import type { Transaction } from '../../../platform/database.ts';
import { queueAccountNotice } from '../account-jobs.ts';
import { deleteAccountLinksOfCitizen } from '../account-links.repository.ts';
import type { Citizen } from '../citizens.repository.ts';
import { updateCitizenPassword } from '../passwords.repository.ts';
import { updateOtherSignInsEnded } from '../sign-ins.repository.ts';

type Replaced = { citizen: Citizen; passwordHash: string; exceptSignInId: string | null };

/**
 * Writes a new password, in a transaction that has locked the account: every other session ends, every pending link is
 * deleted, even one to another address, and the citizen is told by mail.
 */
export async function replacePassword(
  tx: Transaction,
  { citizen: { id: citizenId, email, language }, passwordHash, exceptSignInId }: Replaced,
): Promise<void> {
  await updateCitizenPassword(tx, citizenId, { to: passwordHash });
  await deleteAccountLinksOfCitizen(tx, citizenId);
  await updateOtherSignInsEnded(tx, { citizenId, exceptSignInId });
  await queueAccountNotice(tx, { kind: 'password-changed', email, language });
}
