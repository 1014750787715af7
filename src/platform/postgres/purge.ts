import type { Database, Transaction } from '../database.ts';
import { Failures } from '../failures.ts';

/**
 * The number of rows deleted in one transaction: few enough to take milliseconds and to keep no other transaction
 * waiting.
 */
export const ROWS_A_BATCH = 1_000;

/** Deletes at most `limit` rows. Returns how many it deleted. */
export type DeleteBatch = (tx: Transaction, limit: number) => Promise<number>;
/** The deletions to run, by the name under which a failure is reported. */
export type Purge = Readonly<Record<string, DeleteBatch>>;

/**
 * Runs each deletion in batches, each in its own transaction, until a batch is not full. When one fails, the others
 * still run and the batches already committed stay. At the end, throws an AggregateError that names every failure.
 */
export function purge(db: Database, deletions: Purge): Promise<void> {
  const steps = Object.entries(deletions).map(([name, deleteBatch]) => [name, () => deleteAll(db, deleteBatch)]);
  return runEachStep(Object.fromEntries(steps), 'not deleted');
}

/**
 * Runs each step in turn, also after one that failed. At the end, throws an AggregateError that says what was not done and
 * names every failure.
 */
export async function runEachStep(
  steps: Readonly<Record<string, () => Promise<void>>>,
  notDone: string,
): Promise<void> {
  const failures = new Failures();
  for (const [name, step] of Object.entries(steps)) {
    await step().catch((error: unknown) => failures.add(name, error));
  }
  failures.throwIfAny(notDone);
}

async function deleteAll(db: Database, deleteBatch: DeleteBatch): Promise<void> {
  for (;;) {
    const deleted = await db.transaction((tx) => deleteBatch(tx, ROWS_A_BATCH));
    if (deleted < ROWS_A_BATCH) return;
  }
}
