import pg from 'pg';
import type { Log } from '../log.ts';

/** A pool of connections. Pages, sessions and jobs each have their own. */
export type Pool = pg.Pool;
export type PoolOptions = {
  url: string;
  max: number;
  log: Log;
  /** True for statements that look up one row by its key: Postgres then plans them once, not again for each value. */
  planOnce?: boolean;
  /** True for migrations and imports, whose statements may take minutes: an answer is waited for without end. */
  longWork?: boolean;
  /** The purpose of the connections, shown in `pg_stat_activity`. */
  use?: 'pages' | 'sessions' | 'jobs';
};

/**
 * Creates a pool with these limits: 2 s to get a connection, 2 s for a lock, 5 s for a statement, 10 s idle in a
 * transaction. The limit of locks is short so that pages that need one busy table do not hold all connections while the
 * others wait. Postgres watches over all but the first itself, which a frozen server does not, so no answer is waited for
 * longer than 6 s either.
 */
export function createPool({ url, max, log, planOnce = false, use = 'pages', longWork = false }: PoolOptions): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max,
    connectionTimeoutMillis: 2_000,
    idleTimeoutMillis: 30_000,
    statement_timeout: 5_000,
    ...(longWork ? {} : { query_timeout: 6_000, lock_timeout: 2_000 }),
    idle_in_transaction_session_timeout: 10_000,
    application_name: `espace-personnel ${use}`,
    ...(planOnce ? { options: '-c plan_cache_mode=force_generic_plan' } : {}),
  });
  const report = (error: Error) => log.warn({ message: error.message }, 'database connection lost');
  // Without these two listeners a connection cut by Postgres would end the process. The first is for idle connections,
  // the second for those in use.
  pool.on('error', report);
  pool.on('connect', (client) => client.on('error', report));
  return pool;
}
