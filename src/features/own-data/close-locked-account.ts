import type { Transaction } from '../../platform/database.ts';
import type { Citizen } from '../accounts/citizens.repository.ts';
import { eraseCitizen } from '../accounts/own-account/erase-citizen.ts';
import { insertAuditEvent } from '../audit/audit-events.repository.ts';
import { eraseIdentity } from '../identification/own-identity/erase-identity.ts';
import { endMemberships } from '../profiles/members/end-memberships.ts';
import type { SoleManagership } from '../profiles/members/memberships.repository.ts';
import { eraseDrafts } from '../submissions/draft/erase-drafts.ts';
import { listOpenSubmissions, type OpenSubmission } from '../submissions/follow-up/own-submissions.repository.ts';

/** A refusal changes nothing; it names the requests or the organisations that stand in the way. */
export type ClosingOutcome =
  | { outcome: 'closed' }
  | { outcome: 'last-manager'; organisations: SoleManagership[] }
  | { outcome: 'open-submissions'; submissions: OpenSubmission[] };
/** The person at an address of the network, or the portal as nobody used the account. */
export type ClosedBy = { kind: 'oneself'; network: string } | { kind: 'portal' };

/**
 * Closes an account in the transaction that locked it. Refuses the only manager of an organisation, and whoever waits for
 * an answer of the commune, which could no longer reach them: filing locks the account too, so that nothing is filed
 * meanwhile. Ends every session and erases who the person was; files of the administration are kept, as the archives law
 * of 24 June 1955 requires.
 */
export async function closeLockedAccount(tx: Transaction, citizen: Citizen, by: ClosedBy): Promise<ClosingOutcome> {
  const submissions = await listOpenSubmissions(tx, citizen.id);
  if (submissions.length > 0) return { outcome: 'open-submissions', submissions };
  const organisations = await endMemberships(tx, citizen, by.kind);
  if (organisations.length > 0) return { outcome: 'last-manager', organisations };
  await eraseDrafts(tx, citizen.id);
  await eraseIdentity(tx, citizen.id);
  const name = by.kind === 'oneself' ? 'account-closed' : 'idle-account-closed';
  await eraseCitizen(tx, citizen, name);
  await insertAuditEvent(tx, { name, citizenId: citizen.id, network: by.kind === 'oneself' ? by.network : null });
  return { outcome: 'closed' };
}
