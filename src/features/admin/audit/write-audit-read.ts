import type { App } from '../../../app.ts';
import { type AuditFilter, auditQuery } from '../../audit/log/audit-filter.ts';
import type { StaffActor } from '../../staff/signed-in-staff.ts';
import { staffOpening } from '../../staff/staff-opening.ts';

/** Writes that somebody reads the log, and which part of it, before it is read: the page shows this line too. */
export async function writeAuditRead(
  app: Pick<App, 'db'>,
  { filter, by }: { filter: AuditFilter; by: StaffActor },
): Promise<void> {
  await staffOpening(app, by, {
    find: async () => filter,
    event: () => ({ name: 'audit-read', details: { query: auditQuery(filter) } }),
  });
}
