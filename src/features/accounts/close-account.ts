import type { App } from '../../app.ts';
import { insertAuditEvent } from '../audit/audit-events.repository.ts';
import { queueAccountNotice } from './account-jobs.ts';
import { type Citizen, findPasswordHash, updateCitizenClosed } from './citizens.repository.ts';
import { deleteOtherSessions } from './sign-ins.repository.ts';

export type CloseAccountOutcome = { outcome: 'closed' } | { outcome: 'password-wrong' };
type CloseAccountInput = { citizen: Citizen; password: string; network: string };

/** Ends every session and forgets who it was; files of the administration are kept as the archives law asks. */
export async function closeAccount(
  app: Pick<App, 'db' | 'passwords'>,
  input: CloseAccountInput,
): Promise<CloseAccountOutcome> {
  const { id: citizenId, email, language } = input.citizen;
  const hash = await findPasswordHash(app.db, citizenId);
  if (!(await app.passwords.verify(hash, input.password))) return { outcome: 'password-wrong' };
  await app.db.transaction(async (tx) => {
    await updateCitizenClosed(tx, citizenId);
    await deleteOtherSessions(tx, { citizenId, exceptSignInId: null });
    await queueAccountNotice(tx, { kind: 'account-closed', email, language });
    await insertAuditEvent(tx, { name: 'account-closed', citizenId, network: input.network });
  });
  return { outcome: 'closed' };
}
