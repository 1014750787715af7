import type { App } from '../../app.ts';
import type { Transaction } from '../../platform/database.ts';
import { type AuditEventContent, insertAuditEvent } from '../audit/audit-events.repository.ts';
import type { StaffActor } from './signed-in-staff.ts';
import { lockStaffMember } from './staff-members.repository.ts';

type ActEvent = Extract<AuditEventContent, { details: unknown }>;
export type StaffAct<Subject> = {
  /** Locks what is acted on, where others act too. Null when it is not there, or no longer waits for an act. */
  lock(tx: Transaction): Promise<Subject | null>;
  /** What is written in the audit log; null when the act is refused, and then nothing was changed. */
  act(tx: Transaction, subject: Subject): Promise<ActEvent | null>;
};

/**
 * Everything that somebody of the staff does passes through here, in one transaction: what is acted on is locked, then who
 * acts, so that whoever was suspended or given another role while waiting acts no more (NotFound); one audit event is
 * written. False when the act was refused.
 */
export function staffAct<Subject>(
  app: Pick<App, 'db'>,
  { id, role, network }: StaffActor,
  { lock, act }: StaffAct<Subject>,
): Promise<boolean> {
  return app.db.transaction(async (tx) => {
    const subject = await lock(tx);
    if (subject === null) return false;
    await lockStaffMember(tx, { id, role });
    const event = await act(tx, subject);
    if (event === null) return false;
    await insertAuditEvent(tx, { ...event, staffMemberId: id, network });
    return true;
  });
}
