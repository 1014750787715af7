import type { App } from '../../../app.ts';
import { type AuditFilter, auditQuery } from '../../audit/log/audit-filter.ts';
import { countAuditLog } from '../../audit/log/audit-log.repository.ts';
import type { StaffActor } from '../../staff/signed-in-staff.ts';
import { staffOpening } from '../../staff/staff-opening.ts';

export const EXPORTED_AT_MOST = 200_000;

/**
 * Writes that somebody takes this part of the log away, before its first row leaves. Returns false, and writes nothing,
 * when it is too long for a file.
 */
export async function beginAuditExport(
  app: Pick<App, 'db'>,
  { filter, by }: { filter: AuditFilter; by: StaffActor },
): Promise<boolean> {
  const begun = await staffOpening(app, by, {
    async find(tx) {
      const rows = await countAuditLog(tx, { filter, atMost: EXPORTED_AT_MOST + 1 });
      return rows > EXPORTED_AT_MOST ? null : { rows };
    },
    event: ({ rows }) => ({ name: 'audit-exported', details: { rows, query: auditQuery(filter) } }),
  });
  return begun !== null;
}
