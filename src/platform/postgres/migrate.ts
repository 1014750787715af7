import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type pg from 'pg';
import { installJobSchema } from '../job-runner/graphile.ts';

const LOCK = 7_103_001;
/** A description of the tables for people to read; it is never run. */
const DESCRIPTION = 'schema.sql';
/** Older versions do not understand the portal's SQL. */
const OLDEST_POSTGRES = 15;
type Migration = { name: string; text: string; checksum: string };

export class PostgresTooOldError extends Error {
  readonly version: number;
  constructor(version: number) {
    super(`Postgres ${version} is too old`);
    this.version = version;
  }
}

/**
 * Takes the number that « show server_version_num » gives, such as 150004. Throws PostgresTooOldError when it is too
 * old.
 */
export function refuseOldPostgres(versionNumber: string): void {
  const version = Math.floor(Number(versionNumber) / 10_000);
  if (version < OLDEST_POSTGRES) throw new PostgresTooOldError(version);
}

/**
 * Applies the numbered files of `directory` that have not run yet, in order, each in a transaction. A lock shared by
 * all processes lets one process at a time migrate. Throws when a file was changed after it had run. Returns the names
 * of the files applied.
 */
export async function migrate(pool: pg.Pool, directory: string): Promise<string[]> {
  const migrations = await readMigrations(directory);
  const client = await pool.connect();
  try {
    const { rows } = await client.query<{ server_version_num: string }>('show server_version_num');
    refuseOldPostgres(rows[0]?.server_version_num ?? '0');
    // Another process may migrate for minutes before this one gets the lock.
    await client.query('set statement_timeout = 0; set lock_timeout = 0');
    await client.query('select pg_advisory_lock($1)', [LOCK]);
    await installJobSchema(pool);
    return await applyMissing(client, migrations);
  } finally {
    // Closing the connection releases the lock and the changed setting, whatever happened before.
    client.release(true);
  }
}

async function readMigrations(directory: string): Promise<Migration[]> {
  const names = (await readdir(directory)).filter((name) => name.endsWith('.sql') && name !== DESCRIPTION).sort();
  const odd = names.find((name) => !/^\d{4}_[a-z0-9_]+\.sql$/.test(name));
  if (odd !== undefined) throw new Error(`${odd}: name a migration 0001_what_it_brings.sql`);
  return Promise.all(
    names.map(async (name) => {
      const text = await readFile(path.join(directory, name), 'utf8');
      return { name, text, checksum: createHash('sha256').update(text).digest('hex') };
    }),
  );
}

async function applyMissing(client: pg.PoolClient, migrations: readonly Migration[]): Promise<string[]> {
  await client.query(
    'create table if not exists migrations (name text primary key, checksum text not null, applied_at timestamptz not null default now())',
  );
  const { rows } = await client.query<{ name: string; checksum: string }>('select name, checksum from migrations');
  const done = new Map(rows.map((row) => [row.name, row.checksum]));
  const applied: string[] = [];
  for (const migration of migrations) {
    const checksum = done.get(migration.name);
    if (checksum === migration.checksum) continue;
    if (checksum !== undefined) throw new Error(`${migration.name} was changed after it ran: write a new migration`);
    await apply(client, migration);
    applied.push(migration.name);
  }
  return applied;
}

async function apply(client: pg.PoolClient, { name, text, checksum }: Migration): Promise<void> {
  await client.query('begin');
  try {
    await client.query(text);
    await client.query('insert into migrations (name, checksum) values ($1, $2)', [name, checksum]);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw new Error(`${name}: ${(error as Error).message}`, { cause: error });
  }
}
