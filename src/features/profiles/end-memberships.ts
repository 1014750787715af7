import type { Transaction } from '../../platform/database.ts';
import { deleteOpenAccessRequests } from './access-requests.repository.ts';
import { listSoleManagerships, updateMembershipsOfCitizenEnded } from './memberships.repository.ts';
import { lockOrganisationsOf } from './organisations.repository.ts';

/**
 * In the transaction that closes an account: ends all its memberships, unless an organisation would lose its last
 * manager. The names of those organisations; none when all has ended.
 */
export async function endMemberships(tx: Transaction, citizenId: string): Promise<string[]> {
  await lockOrganisationsOf(tx, citizenId);
  const names = await listSoleManagerships(tx, citizenId);
  if (names.length > 0) return names;
  await updateMembershipsOfCitizenEnded(tx, citizenId);
  await deleteOpenAccessRequests(tx, citizenId);
  return names;
}
