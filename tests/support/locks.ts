import type { Database } from '../../src/platform/database.ts';
import type { TestPortal } from './portal.ts';
import { until } from './until.ts';

/**
 * Locks an organisation's row until `waiters` other transactions wait for a lock, so that they certainly run at the
 * same time; then releases it.
 */
export async function meetAtOrganisation<T>(
  portal: TestPortal,
  { number, waiters }: { number: string; waiters: number },
  work: () => Promise<T>,
): Promise<T> {
  const holder = await portal.app.db.pool.connect();
  try {
    await holder.query('begin');
    await holder.query('select 1 from organisations where enterprise_number = $1 for no key update', [number]);
    const result = work();
    await untilWaiting(portal.app.db, waiters);
    await holder.query('commit');
    return await result;
  } finally {
    holder.release();
  }
}

/** Waits until that many statements in this database wait for a lock. */
export async function untilWaiting(db: Database, waiters: number): Promise<void> {
  await until(async () => {
    const { rows } = await db.pool.query(
      "select count(*) as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
    );
    return Number(rows[0].n) >= waiters;
  }, `${waiters} waiting for a lock`);
}

/** Returns the number of deadlocks that Postgres counted in this test's database. */
export async function deadlocks(portal: TestPortal): Promise<number> {
  const { rows } = await portal.app.db.pool.query(
    'select deadlocks from pg_stat_database where datname = current_database()',
  );
  return Number(rows[0].deadlocks);
}
