import type { App } from '../../app.ts';
import type { Transaction } from '../../platform/database.ts';
import type { AuditEventContent } from '../audit/audit-event.ts';
import { insertAuditEvent } from '../audit/audit-events.repository.ts';
import { lockActingStaff } from './lock-acting-staff.ts';
import type { StaffActor } from './signed-in-staff.ts';

export type StaffAct<Subject> = {
  /**
   * Locks the subject of the act, where others may act on it too. Returns null when it does not exist, or no longer
   * waits for this act. It runs once more after the account of the person who acts is locked, and may return null then:
   * what it finds may depend on their departments.
   */
  lock(tx: Transaction): Promise<Subject | null>;
  /**
   * Does the act and returns its audit event. Returns null when the act is refused, in which case nothing was changed.
   */
  act(tx: Transaction, subject: Subject): Promise<AuditEventContent | null>;
};

/**
 * Runs every act of the staff, in one transaction. It locks what is acted on, then the account of the person who acts:
 * somebody who was suspended, given other roles or signed out while waiting gets NotFound, and finds nothing of a
 * department that was taken away meanwhile. It writes one audit event. Returns false when the act was refused.
 */
export function staffAct<Subject>(
  app: Pick<App, 'db'>,
  by: StaffActor,
  { lock, act }: StaffAct<Subject>,
): Promise<boolean> {
  return app.db.transaction(async (tx) => {
    if ((await lock(tx)) === null) return false;
    await lockActingStaff(tx, by);
    // The subject is read again: the departments that somebody works for stand still only once their account is locked.
    const subject = await lock(tx);
    if (subject === null) return false;
    const event = await act(tx, subject);
    if (event === null) return false;
    await insertAuditEvent(tx, { ...event, staffMemberId: by.id, network: by.network });
    return true;
  });
}
