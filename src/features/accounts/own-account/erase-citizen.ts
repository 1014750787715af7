import type { Transaction } from '../../../platform/database.ts';
import { eraseMails } from '../../notifications/deliveries/erase-mails.ts';
import { queueAccountNotice } from '../account-jobs.ts';
import { deleteAccountLinksOfCitizen } from '../account-links.repository.ts';
import { type Citizen, updateCitizenClosed } from '../citizens.repository.ts';
import { updateOtherSignInsEnded } from '../sign-ins.repository.ts';

/**
 * Erases an account in the transaction that closes it, which has locked its row: ends every session and deletes who the
 * person was, then tells them by mail, at the address that is erased. The row is kept, as files of the administration may refer to it (archives law of
 * 24 June 1955).
 */
export async function eraseCitizen(
  tx: Transaction,
  { id: citizenId, email, language }: Citizen,
  notice: 'account-closed' | 'idle-account-closed',
): Promise<void> {
  await updateCitizenClosed(tx, citizenId);
  await deleteAccountLinksOfCitizen(tx, citizenId);
  await updateOtherSignInsEnded(tx, { citizenId, exceptSignInId: null });
  await eraseMails(tx, { id: citizenId, email });
  await queueAccountNotice(tx, { kind: notice, email, language });
}
