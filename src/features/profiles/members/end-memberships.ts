import { fullName } from '../../../domain/person-name.ts';
import type { Transaction } from '../../../platform/database.ts';
import type { Citizen } from '../../accounts/citizens.repository.ts';
import { deleteOpenAccessRequests, lockOpenAccessRequests } from '../access/access-requests.repository.ts';
import { insertOrganisationEvent } from '../history/organisation-events.repository.ts';
import { lockOrganisationsOf } from '../organisation/organisations.repository.ts';
import { updateMembershipsOfCitizenEnded } from './membership-ends.repository.ts';
import { listMembershipsOfCitizen, listSoleManagerships, type SoleManagership } from './memberships.repository.ts';

/**
 * Ends all memberships of an account, in the transaction that closes it, unless an organisation would lose its last
 * manager. Returns such organisations; the list is empty when all memberships were ended.
 */
export async function endMemberships(
  tx: Transaction,
  citizen: Citizen,
  by: 'oneself' | 'portal',
): Promise<SoleManagership[]> {
  const { id: citizenId } = citizen;
  // The requests are locked first: that waits for an answer being given, and the membership that it creates is then
  // seen below.
  await lockOpenAccessRequests(tx, citizenId);
  await lockOrganisationsOf(tx, citizenId);
  const organisations = await listSoleManagerships(tx, citizenId);
  if (organisations.length > 0) return organisations;
  const current = (await listMembershipsOfCitizen(tx, citizenId)).filter(({ endedAt }) => endedAt === null);
  await updateMembershipsOfCitizenEnded(tx, citizenId);
  const withdrawn = await deleteOpenAccessRequests(tx, citizenId);
  const event = { person: fullName(citizen), by: { kind: by } } as const;
  for (const { enterpriseNumber } of current) {
    await insertOrganisationEvent(tx, { ...event, enterpriseNumber, name: 'membership-ended' });
  }
  for (const enterpriseNumber of withdrawn) {
    await insertOrganisationEvent(tx, { ...event, enterpriseNumber, name: 'access-withdrawn' });
  }
  return organisations;
}
