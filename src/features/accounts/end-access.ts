import type { Transaction } from '../../platform/database.ts';
import { deleteAccountLinksOfCitizen } from './account-links.repository.ts';
import { updateOtherSignInsEnded } from './sign-ins.repository.ts';

/** Signs somebody out everywhere, in the transaction of who locked their account. */
export async function endEverySignIn(tx: Transaction, citizenId: string): Promise<void> {
  await updateOtherSignInsEnded(tx, { citizenId, exceptSignInId: null });
}

/** Signs somebody out everywhere and makes the links of their mails worthless. */
export async function endAccess(tx: Transaction, citizenId: string): Promise<void> {
  await deleteAccountLinksOfCitizen(tx, citizenId);
  await endEverySignIn(tx, citizenId);
}
