import type { Transaction } from '../../../platform/database.ts';
import { writePastEnds } from './end-past-memberships.ts';
import { findMembership, insertMembership, type NewMembership, updateRole } from './memberships.repository.ts';

/**
 * Adds a member in the caller's transaction. It first writes the end of an earlier membership whose last day is over,
 * which the hourly job may not have done yet. An existing member may become a manager by this, but never loses that
 * role. Does nothing for an account that is closed or suspended.
 */
export async function addMember(tx: Transaction, membership: NewMembership): Promise<void> {
  await writePastEnds(tx, membership);
  if (await insertMembership(tx, membership)) return;
  const own = await findMembership(tx, membership);
  if (own?.role === 'member' && membership.role === 'manager') await updateRole(tx, own, 'manager');
}
