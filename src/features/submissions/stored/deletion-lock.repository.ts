import { z } from 'zod';
import { sql, type Transaction } from '../../../platform/database.ts';

/**
 * The advisory lock that a backup holds from before the moment that it shows until its last document is copied. Contents are
 * only deleted while it is free, so that no document of that moment goes meanwhile.
 */
export const DELETION_LOCK = 7_103_004;

/** Returns whether contents may be deleted until this transaction ends; a backup that begins waits for that end. */
export async function lockDeletions(tx: Transaction): Promise<boolean> {
  const { free } = await tx.one(
    z.strictObject({ free: z.boolean() }),
    sql`select pg_try_advisory_xact_lock_shared(${DELETION_LOCK}) as free`,
  );
  return free;
}
