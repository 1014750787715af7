import type { Transaction } from '../../../platform/database.ts';
import { writePastEnds } from './end-past-memberships.ts';
import { findMembership, insertMembership, type NewMembership, updateRole } from './memberships.repository.ts';

/**
 * In the caller's transaction. One whose last day is over makes room before the hourly job writes its end; who is a member
 * already may become a manager by this, never lose the role. Nothing for an account that is closed or suspended.
 */
export async function addMember(tx: Transaction, membership: NewMembership): Promise<void> {
  await writePastEnds(tx, membership);
  if (await insertMembership(tx, membership)) return;
  const own = await findMembership(tx, membership);
  if (own?.role === 'member' && membership.role === 'manager') await updateRole(tx, own, 'manager');
}
