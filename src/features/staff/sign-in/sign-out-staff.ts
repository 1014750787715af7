import type { App } from '../../../app.ts';
import { insertAuditEvent } from '../../audit/audit-events.repository.ts';
import type { OwnActor } from '../account/own-actor.ts';
import { updateStaffSignInEnded } from '../staff-sign-ins.repository.ts';

/** Ends the sign-in of a member of the staff and logs that they signed out, even when the sign-in has already ended. */
export function signOutStaff(
  { db }: Pick<App, 'db'>,
  { id: staffMemberId, signInId, network }: OwnActor,
): Promise<void> {
  return db.transaction(async (tx) => {
    await updateStaffSignInEnded(tx, { staffMemberId, signInId });
    await insertAuditEvent(tx, { name: 'staff-signed-out', staffMemberId, network });
  });
}
