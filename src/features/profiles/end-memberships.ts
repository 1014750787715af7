import type { Transaction } from '../../platform/database.ts';
import { listSoleManagerships, updateMembershipsOfCitizenEnded } from './memberships.repository.ts';

/**
 * In the transaction that closes an account: ends all its memberships, unless an organisation would lose its last
 * manager. The names of those organisations; none when all has ended.
 */
export async function endMemberships(tx: Transaction, citizenId: string): Promise<string[]> {
  const names = await listSoleManagerships(tx, citizenId);
  if (names.length === 0) await updateMembershipsOfCitizenEnded(tx, citizenId);
  return names;
}
