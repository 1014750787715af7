import type { Transaction } from '../../../platform/database.ts';
import { queueAccountNotice } from '../account-jobs.ts';
import { deleteAccountLinksOfCitizen } from '../account-links.repository.ts';
import { type Citizen, updateCitizenClosed } from '../citizens.repository.ts';
import { updateOtherSignInsEnded } from '../sign-ins.repository.ts';

/**
 * In the transaction that closes an account, which has locked its row. Ends every session and forgets who it was; the row
 * stays, as files of the administration may point to it (archives law of 24 June 1955). A mail says so.
 */
export async function eraseCitizen(tx: Transaction, { id: citizenId, email, language }: Citizen): Promise<void> {
  await updateCitizenClosed(tx, citizenId);
  await deleteAccountLinksOfCitizen(tx, citizenId);
  await updateOtherSignInsEnded(tx, { citizenId, exceptSignInId: null });
  await queueAccountNotice(tx, { kind: 'account-closed', email, language });
}
