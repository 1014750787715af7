import type { Database, Transaction } from './database.ts';

/** Rows deleted in one transaction: few enough to take milliseconds and to keep nobody waiting. */
export const ROWS_A_BATCH = 1_000;

/** Deletes at most `limit` rows. How many it deleted. */
export type DeleteBatch = (tx: Transaction, limit: number) => Promise<number>;
/** What is deleted, by the name under which its failure is reported. */
export type Purge = Readonly<Record<string, DeleteBatch>>;

/**
 * Deletes what is not kept, in batches of a transaction each, until a batch is not full. A step that fails keeps neither
 * the other steps nor the batches before it from being done. Throws an AggregateError at the end that names each.
 */
export async function purge(db: Database, steps: Purge): Promise<void> {
  const failures: { name: string; error: unknown }[] = [];
  for (const [name, deleteBatch] of Object.entries(steps)) {
    await deleteAll(db, deleteBatch).catch((error: unknown) => failures.push({ name, error }));
  }
  if (failures.length === 0) return;
  const said = failures.map(({ name, error }) => `${name} (${error instanceof Error ? error.message : typeof error})`);
  throw new AggregateError(
    failures.map(({ error }) => error),
    `not deleted: ${said.join('; ')}`,
  );
}

async function deleteAll(db: Database, deleteBatch: DeleteBatch): Promise<void> {
  for (;;) {
    const deleted = await db.transaction((tx) => deleteBatch(tx, ROWS_A_BATCH));
    if (deleted < ROWS_A_BATCH) return;
  }
}
