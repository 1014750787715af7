import { NotFound } from '../../domain/not-found.ts';
import type { Transaction } from '../../platform/database.ts';
import type { StaffActor } from './signed-in-staff.ts';
import { lockStaffMember } from './staff-members.repository.ts';
import { findOpenStaffSignIn } from './staff-sign-ins.repository.ts';

/**
 * Locks the account of the person who acts before what they do is written. Throws NotFound when they were suspended or
 * given other roles meanwhile, or when the sign-in that the act comes from was ended.
 */
export async function lockActingStaff(tx: Transaction, { id, roles, signInId }: StaffActor): Promise<void> {
  await lockStaffMember(tx, { id, roles });
  // The sign-in is read once the lock is held: a statement that waits for the lock sees the rows of before.
  if ((await findOpenStaffSignIn(tx, { staffMemberId: id, signInId })) === null) throw new NotFound();
}
