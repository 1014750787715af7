import type { Db } from '../../../platform/database.ts';
import type { AuditFilter } from './audit-filter.ts';
import { type AuditEntry, listAuditLog } from './audit-log.repository.ts';

const ROWS_A_BATCH = 1_000;

/** Reads what a filter finds in batches, each from where the last one ended, so that only one is in memory. */
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
