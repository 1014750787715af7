import type { Transaction } from '../../../platform/database.ts';
import { queueAccountNotice } from '../../accounts/account-jobs.ts';
import type { CitizenActor } from '../../accounts/act-as-citizen.ts';
import { findCitizen } from '../../accounts/citizens.repository.ts';
import { insertAuditEvent } from '../../audit/audit-events.repository.ts';
import { type IdentifiedAs, insertIdentity } from '../identities.repository.ts';

/**
 * Ties a person to the account, and tells its owner by mail, as the card opens the account from now on. Returns false when
 * another account was tied to this person at the same moment.
 */
export async function tieIdentity(tx: Transaction, { network }: CitizenActor, as: IdentifiedAs): Promise<boolean> {
  if (!(await insertIdentity(tx, as))) return false;
  const { citizenId } = as;
  await insertAuditEvent(tx, { name: 'identity-tied', citizenId, network });
  const citizen = await findCitizen(tx, citizenId);
  if (citizen !== null) {
    await queueAccountNotice(tx, { kind: 'identity-tied', email: citizen.email, language: citizen.language });
  }
  return true;
}
