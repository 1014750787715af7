import type { App } from '../../../../app.ts';
import { insertAuditEvent } from '../../../audit/audit-events.repository.ts';
import type { StaffActor } from '../../../staff/signed-in-staff.ts';
import { type HandledFilter, handledQuery } from '../list/handled-filter.ts';
import { countHandledSubmissions } from '../list/handled-submissions.repository.ts';

export const EXPORTED_AT_MOST = 20_000;

type Export = { by: StaffActor; today: string; filter: HandledFilter };

/**
 * Writes to the audit log that somebody takes this list away, before its first row leaves. Returns false, and writes
 * nothing, when it holds too many submissions.
 */
export function beginExport({ db }: Pick<App, 'db'>, { by, today, filter }: Export): Promise<boolean> {
  return db.transaction(async (tx) => {
    const atMost = EXPORTED_AT_MOST + 1;
    const rows = await countHandledSubmissions(tx, { agentId: by.id, today, filter, atMost });
    if (rows > EXPORTED_AT_MOST) return false;
    await insertAuditEvent(tx, {
      name: 'submissions-exported',
      staffMemberId: by.id,
      network: by.network,
      details: { rows, query: handledQuery(filter) },
    });
    return true;
  });
}
