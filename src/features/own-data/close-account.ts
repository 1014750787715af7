import type { App } from '../../app.ts';
import { type Citizen, lockCitizen } from '../accounts/citizens.repository.ts';
import { eraseCitizen } from '../accounts/own-account/erase-citizen.ts';
import { findPasswordHash } from '../accounts/passwords.repository.ts';
import { insertAuditEvent } from '../audit/audit-events.repository.ts';
import { endMemberships } from '../profiles/members/end-memberships.ts';

export type CloseAccountOutcome =
  | { outcome: 'closed' }
  | { outcome: 'password-wrong' }
  | { outcome: 'last-manager'; names: string[] };
type CloseAccountInput = { citizen: Citizen; password: string; network: string };

/** Refused to the only manager of an organisation. Ends every session and forgets who it was; files of the administration are kept as the archives law asks. */
export async function closeAccount(
  app: Pick<App, 'db' | 'passwords'>,
  input: CloseAccountInput,
): Promise<CloseAccountOutcome> {
  const { id: citizenId } = input.citizen;
  const hash = await findPasswordHash(app.db, citizenId);
  if (!(await app.passwords.verify(hash, input.password))) return { outcome: 'password-wrong' };
  return app.db.transaction(async (tx) => {
    await lockCitizen(tx, citizenId);
    const names = await endMemberships(tx, input.citizen);
    if (names.length > 0) return { outcome: 'last-manager', names };
    await eraseCitizen(tx, input.citizen);
    await insertAuditEvent(tx, { name: 'account-closed', citizenId, network: input.network });
    return { outcome: 'closed' };
  });
}
