import pg from 'pg';

/**
 * A test that goes on writing while connections are cut opens its own connections under this name, and they are kept.
 */
export const SPARED = 'spared';

/** Ends every connection to that database, as a restart of Postgres or a failing network would. */
export async function cutConnections(databaseUrl: string): Promise<void> {
  const url = new URL(databaseUrl);
  const name = url.pathname.slice(1);
  url.pathname = '/postgres';
  const admin = new pg.Client({ connectionString: url.href });
  await admin.connect();
  try {
    await admin.query(
      'select pg_terminate_backend(pid) from pg_stat_activity where datname = $1 and application_name <> $2',
      [name, SPARED],
    );
  } finally {
    await admin.end();
  }
}
