import type { App } from '../../app.ts';
import { actAsCitizen, type CitizenActor } from '../accounts/act-as-citizen.ts';
import { eraseCitizen } from '../accounts/own-account/erase-citizen.ts';
import { findPasswordHash } from '../accounts/passwords.repository.ts';
import { insertAuditEvent } from '../audit/audit-events.repository.ts';
import { eraseIdentity } from '../identification/own-identity/erase-identity.ts';
import { endMemberships } from '../profiles/members/end-memberships.ts';
import type { SoleManagership } from '../profiles/members/memberships.repository.ts';
import { eraseDrafts } from '../submissions/draft/erase-drafts.ts';
import { listOpenSubmissions, type OpenSubmission } from '../submissions/follow-up/own-submissions.repository.ts';

export type CloseAccountOutcome =
  | { outcome: 'closed' }
  | { outcome: 'password-wrong' }
  | { outcome: 'last-manager'; organisations: SoleManagership[] }
  | { outcome: 'open-submissions'; submissions: OpenSubmission[] };
type CloseAccountInput = { actor: CitizenActor; password: string };

/**
 * Closes the account. Refuses the only manager of an organisation, and whoever waits for an answer of the commune, which
 * could no longer reach them: filing locks the account too, so that nothing is filed meanwhile. Ends every session and erases who the person was;
 * files of the administration are kept, as the archives law of 24 June 1955 requires.
 */
export async function closeAccount(
  app: Pick<App, 'db' | 'passwords'>,
  { actor, password }: CloseAccountInput,
): Promise<CloseAccountOutcome> {
  const hash = await findPasswordHash(app.db, actor.id);
  if (!(await app.passwords.verify(hash, password))) return { outcome: 'password-wrong' };
  return actAsCitizen(app, actor, async (tx, citizen) => {
    const submissions = await listOpenSubmissions(tx, citizen.id);
    if (submissions.length > 0) return { outcome: 'open-submissions', submissions };
    const organisations = await endMemberships(tx, citizen);
    if (organisations.length > 0) return { outcome: 'last-manager', organisations };
    await eraseDrafts(tx, citizen.id);
    await eraseIdentity(tx, citizen.id);
    await eraseCitizen(tx, citizen);
    await insertAuditEvent(tx, { name: 'account-closed', citizenId: citizen.id, network: actor.network });
    return { outcome: 'closed' };
  });
}
