import type { App } from '../../../app.ts';
import { NotFound } from '../../../domain/not-found.ts';
import type { Transaction } from '../../../platform/database.ts';
import type { AuditEventContent } from '../../audit/audit-event.ts';
import { insertAuditEvent } from '../../audit/audit-events.repository.ts';
import { lockOwnAccount, type OwnAccount } from '../staff-credentials.repository.ts';
import { findOpenStaffSignIn } from '../staff-sign-ins.repository.ts';
import type { OwnActor } from './own-actor.ts';

/** Does the act and returns its audit event. Returns null when the act is refused, in which case nothing was changed. */
type OwnAct = (tx: Transaction, account: OwnAccount) => Promise<AuditEventContent | null>;

/**
 * Runs every act of a member of the staff on their own account, in one transaction. It locks the account, so that two
 * acts at the same time see each other, and checks that the sign-in of the person who acts still stands: somebody whose
 * session was ended while waiting gets NotFound. It writes one audit event. Returns false when the act was refused.
 */
export function actOnOwnAccount(
  app: Pick<App, 'db'>,
  { id, signInId, network }: OwnActor,
  act: OwnAct,
): Promise<boolean> {
  return app.db.transaction(async (tx) => {
    const account = await lockOwnAccount(tx, id);
    // The sign-in is read once the lock is held: a statement that waits for the lock sees the rows of before.
    const signIn = await findOpenStaffSignIn(tx, { staffMemberId: id, signInId });
    if (account === null || signIn === null) throw new NotFound();
    const event = await act(tx, account);
    if (event === null) return false;
    await insertAuditEvent(tx, { ...event, staffMemberId: id, network });
    return true;
  });
}
