import type { App } from '../../../app.ts';
import { insertAuditEvent } from '../../audit/audit-events.repository.ts';
import { type AuditFilter, auditQuery } from '../../audit/log/audit-filter.ts';
import type { StaffActor } from '../../staff/signed-in-staff.ts';

/** Writes that somebody reads the log, and which part of it. */
export function writeAuditRead(
  { db }: Pick<App, 'db'>,
  { filter, by }: { filter: AuditFilter; by: StaffActor },
): Promise<void> {
  const event = { name: 'audit-read', staffMemberId: by.id, network: by.network } as const;
  return db.transaction((tx) => insertAuditEvent(tx, { ...event, details: { query: auditQuery(filter) } }));
}
