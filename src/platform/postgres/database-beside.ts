import { randomBytes } from 'node:crypto';
import type { Log } from '../log.ts';
import { createPool, type Pool } from './pool.ts';

/** Names begin with this, so that databases which a killed process left are recognised. */
const PREFIX = 'portal_beside_';

/**
 * Creates an empty database beside the living one, on the same server, passes its address to `work`, and drops it at
 * the end. First drops those that killed processes left, unless somebody is connected to them. With `keep` the database
 * stays when `work` succeeds.
 */
export async function withDatabaseBeside<T>(
  { ownerUrl, log, keep }: { ownerUrl: string; log: Log; keep: boolean },
  work: (url: string) => Promise<T>,
): Promise<T> {
  const server = createPool({ url: ownerUrl, max: 1, log, longWork: true });
  const name = `${PREFIX}${randomBytes(6).toString('hex')}`;
  let kept = false;
  try {
    await server.query('set statement_timeout = 0');
    await dropAbandoned(server);
    await server.query(`create database ${name} template template0`);
    const url = new URL(ownerUrl);
    url.pathname = `/${name}`;
    const result = await work(url.href);
    kept = keep;
    return result;
  } finally {
    if (!kept) await server.query(`drop database if exists ${name} with (force)`);
    await server.end();
  }
}

async function dropAbandoned(server: Pool): Promise<void> {
  const { rows } = await server.query<{ name: string }>(
    `select datname as name from pg_database
     where starts_with(datname, $1) and not exists (select from pg_stat_activity a where a.datname = pg_database.datname)`,
    [PREFIX],
  );
  for (const { name } of rows) await server.query(`drop database if exists ${name}`);
}
