import type { EnterpriseNumber } from '../../../domain/numbers/enterprise-number.ts';
import { nameAmong } from '../../../domain/person-name.ts';
import type { Transaction } from '../../../platform/database.ts';
import { insertOrganisationEvent } from '../history/organisation-events.repository.ts';
import { queueProfileNotice } from '../profile-notices.ts';
import { updateMembershipEnded } from './membership-ends.repository.ts';
import { countLastingManagers, listMembers } from './memberships.repository.ts';

export type EndForCommuneOutcome = 'ended' | 'last-manager' | 'unknown';

/**
 * Ends a membership at once, for the commune. The caller must have locked the organisation, which keeps a manager without
 * a last day all the same. The history says that the commune did it; the person is told by mail.
 */
export async function endForCommune(
  tx: Transaction,
  { enterpriseNumber, membershipId }: { enterpriseNumber: EnterpriseNumber; membershipId: string },
): Promise<EndForCommuneOutcome> {
  const members = await listMembers(tx, enterpriseNumber);
  const member = members.find(({ id }) => id === membershipId);
  if (member === undefined) return 'unknown';
  const lasting = member.role === 'manager' && member.endsOn === null;
  if (lasting && (await countLastingManagers(tx, enterpriseNumber)) <= 1) return 'last-manager';
  await updateMembershipEnded(tx, member);
  const event = { name: 'membership-ended', person: nameAmong(member, members), by: { kind: 'commune' } } as const;
  await insertOrganisationEvent(tx, { enterpriseNumber, ...event });
  const { accountEmail: email, preferredLanguage: language } = member;
  await queueProfileNotice(tx, { kind: 'membership-ended', email, language, enterpriseNumber, sender: null });
  return 'ended';
}
