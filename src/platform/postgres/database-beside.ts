import { randomBytes } from 'node:crypto';
import type { Log } from '../log.ts';
import { createPool, type Pool } from './pool.ts';

/** Such databases are recognised by it, also those that a killed process left. */
const PREFIX = 'portal_beside_';

/**
 * Creates an empty database beside the living one, on the same server, gives its address to the work, and drops it at the
 * end. Drops first what a killed process left, unless somebody is connected to it. `keep` leaves it there, once the work
 * went well.
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
