import type { EnterpriseNumber } from '../../../domain/numbers/enterprise-number.ts';
import { fullName } from '../../../domain/person-name.ts';
import type { Transaction } from '../../../platform/database.ts';
import type { EventActor } from '../history/organisation-event.ts';
import { insertOrganisationEvent } from '../history/organisation-events.repository.ts';
import { addMember } from '../members/add-member.ts';
import type { Role } from '../members/roles.ts';
import { queueProfileNotice } from '../profile-notices.ts';
import { updateAccessRequestDecided } from './access-requests.repository.ts';

/** `sender` is the citizen who decides and so causes the mail; null for the commune. */
type Settled = {
  id: string;
  enterpriseNumber: EnterpriseNumber;
  decision: Role | 'refused';
  by: EventActor;
  sender: string | null;
};

/**
 * Accepts a request with a role, or refuses it, and tells the person who asked by mail. Returns false, and changes
 * nothing, when it was answered before.
 */
export async function settleAccessRequest(
  tx: Transaction,
  { id, enterpriseNumber, decision, by, sender }: Settled,
): Promise<boolean> {
  const status = decision === 'refused' ? 'refused' : 'accepted';
  const request = await updateAccessRequestDecided(tx, { id, enterpriseNumber, status });
  if (request === null) return false;
  const { citizenId, jobTitle, email, language } = request;
  if (decision !== 'refused') {
    const membership = { enterpriseNumber, citizenId, jobTitle, email, preferredLanguage: language };
    await addMember(tx, { ...membership, role: decision });
  }
  const facts = { enterpriseNumber, person: fullName(request), by };
  await insertOrganisationEvent(
    tx,
    decision === 'refused'
      ? { ...facts, name: 'access-refused' }
      : { ...facts, name: 'access-accepted', role: decision },
  );
  await queueProfileNotice(tx, { kind: `access-${status}`, email, language, enterpriseNumber, sender });
  return true;
}
