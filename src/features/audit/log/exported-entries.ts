import type { Db } from '../../../platform/database.ts';
import type { AuditFilter } from './audit-filter.ts';
import { type AuditEntry, listAuditLog } from './audit-log.repository.ts';

const ROWS_A_BATCH = 1_000;

/**
 * Yields the events that match the filter in batches, each starting where the last one ended, so that only one batch is
 * in memory.
 */
export async function* exportedEntries(db: Db, filter: AuditFilter): AsyncGenerator<AuditEntry[]> {
  for (let from: string | null = null; ; ) {
    const asked = from === null ? null : ({ going: 'on', from } as const);
    const batch: AuditEntry[] = await listAuditLog(db, { filter, asked, limit: ROWS_A_BATCH });
    yield batch;
    const last = batch.at(-1);
    if (last === undefined || batch.length < ROWS_A_BATCH) return;
    from = last.id;
  }
}
