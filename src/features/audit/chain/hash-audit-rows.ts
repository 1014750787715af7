import { createHash } from 'node:crypto';
import type { Db } from '../../../platform/database.ts';
import { type AuditSeal, listAuditLines } from './audit-seals.repository.ts';

const ROWS_A_BATCH = 2_000;
/** The first day has no previous hash: zeros stand in its place. */
export const FIRST_HASH = '0'.repeat(64);
/**
 * The seal before the first day. Its id is the lowest that Postgres has, so that no row can be inserted before the
 * first one.
 */
export const NOTHING_SEALED = { lastId: '-9223372036854775808', hash: FIRST_HASH };

/** The input of a seal besides its rows: the day, the id of its last row, and the previous seal. */
export type Sealing = Pick<AuditSeal, 'day' | 'lastId'> & { previous: Pick<AuditSeal, 'lastId' | 'hash'> };

/**
 * Returns the hash of one day and how many rows it covers: the hash of the day before, the day and each row, in the order
 * of their ids, are each a line. A row that was changed, taken away or slipped in gives another hash, for this day and
 * for all days after it.
 */
export async function hashAuditRows(
  db: Db,
  { day, lastId, previous }: Sealing,
): Promise<Pick<AuditSeal, 'hash' | 'events'>> {
  const hash = createHash('sha256').update(`${previous.hash}\n${day} ${lastId}\n`);
  let events = 0;
  for (let above = previous.lastId; ; ) {
    const rows = await listAuditLines(db, { above, upTo: lastId, limit: ROWS_A_BATCH });
    for (const { line } of rows) hash.update(`${line}\n`);
    events += rows.length;
    const last = rows.at(-1);
    if (last === undefined || rows.length < ROWS_A_BATCH) return { hash: hash.digest('hex'), events };
    above = last.id;
  }
}
