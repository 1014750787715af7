import { type Database, isDatabaseUnavailable, sql, type Transaction } from './database.ts';

/**
 * Runs a transaction in which each statement may take `ms` milliseconds; rolls back and returns null when one takes
 * longer.
 */
export async function withinMs<Result extends object>(
  db: Database,
  ms: number,
  work: (tx: Transaction) => Promise<Result>,
): Promise<Result | null> {
  try {
    return await db.transaction(async (tx) => {
      await tx.run(sql`select set_config('statement_timeout', ${String(ms)}, true)`);
      return work(tx);
    });
  } catch (error) {
    if (isCancelled(error)) return null;
    throw error;
  }
}

/** Postgres says 57014 when a statement took longer than it may. */
function isCancelled(error: unknown): boolean {
  return isDatabaseUnavailable(error) && error instanceof Error && 'code' in error && error.code === '57014';
}
