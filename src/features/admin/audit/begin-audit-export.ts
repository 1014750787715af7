import type { App } from '../../../app.ts';
import { insertAuditEvent } from '../../audit/audit-events.repository.ts';
import { type AuditFilter, auditQuery } from '../../audit/log/audit-filter.ts';
import { countAuditLog } from '../../audit/log/audit-log.repository.ts';
import type { StaffActor } from '../../staff/signed-in-staff.ts';

export const EXPORTED_AT_MOST = 200_000;

/**
 * Writes that somebody takes this part of the log away, before its first row leaves. Returns false, and writes nothing,
 * when it is too long for a file.
 */
export function beginAuditExport(
  { db }: Pick<App, 'db'>,
  { filter, by }: { filter: AuditFilter; by: StaffActor },
): Promise<boolean> {
  return db.transaction(async (tx) => {
    const rows = await countAuditLog(tx, { filter, atMost: EXPORTED_AT_MOST + 1 });
    if (rows > EXPORTED_AT_MOST) return false;
    const event = { name: 'audit-exported', staffMemberId: by.id, network: by.network } as const;
    await insertAuditEvent(tx, { ...event, details: { rows, query: auditQuery(filter) } });
    return true;
  });
}
