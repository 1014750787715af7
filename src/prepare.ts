import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Config } from './config.ts';
import type { Log } from './platform/log.ts';
import { migrate } from './platform/postgres/migrate.ts';
import { createPool } from './platform/postgres/pool.ts';
import { grantToServingRole, roleOf } from './platform/postgres/serving-role.ts';

export type Prepared = {
  /** For what serves: it reads and writes rows. */
  databaseUrl: string;
  /** For what changes tables; the same as `databaseUrl` where one role does both. */
  ownerUrl: string;
  sessionSecrets: readonly string[];
  embedded: boolean;
  /** Stops the Postgres that was started here. It does nothing to one that was given by DATABASE_URL. */
  stopDatabase(): Promise<void>;
};

/** What went wrong while the owner of the tables was at work: its address may differ from that of the role that serves. */
export class OwnerFault extends Error {}

/**
 * Prepares what a process needs before it serves: a Postgres with its migrations applied, and the session secrets. Runs
 * once, in the first process. `beside` is for a command that may be typed while the portal runs on the embedded Postgres:
 * it then uses that one.
 */
export async function prepare(config: Config, log: Log, { beside = false } = {}): Promise<Prepared> {
  const database = config.databaseUrl === null ? await embeddedDatabase(config, beside) : null;
  const ownerUrl = database?.url ?? config.databaseOwnerUrl ?? config.databaseUrl ?? '';
  const databaseUrl = database === null ? (config.databaseUrl ?? '') : servingUrlOf(database.url);
  const stopDatabase = async () => database?.stop();
  try {
    const applied = await prepareTables({ databaseUrl, ownerUrl }, log);
    if (applied.length > 0) log.info({ applied }, 'migrated');
    const sessionSecrets = config.sessionSecrets ?? [await developmentSecret(config.dataDirectory)];
    return { databaseUrl, ownerUrl, sessionSecrets, embedded: database !== null, stopDatabase };
  } catch (error) {
    await stopDatabase();
    throw error;
  }
}

/** Applies the migrations, then gives the role that serves its rights. Returns the names of the files applied. */
export async function prepareTables(urls: { databaseUrl: string; ownerUrl: string }, log: Log): Promise<string[]> {
  const owner = createPool({ url: urls.ownerUrl, max: 2, log, longWork: true });
  try {
    const applied = await migrate(owner, path.resolve(import.meta.dirname, '../migrations'));
    if (urls.databaseUrl !== urls.ownerUrl) await grantToServingRole(owner, roleOf(urls.databaseUrl));
    return applied;
  } catch (cause) {
    throw new OwnerFault(cause instanceof Error ? cause.message : String(cause), { cause });
  } finally {
    await owner.end();
  }
}

/** Returns the address of the embedded Postgres for the role that serves, which has the owner's password. */
export function servingUrlOf(ownerUrl: string): string {
  const url = new URL(ownerUrl);
  url.username = `${url.username}_serving`;
  return url.href;
}

async function embeddedDatabase(config: Config, beside: boolean) {
  // The embedded Postgres is a development dependency. It is absent from the production image, where DATABASE_URL is
  // required.
  const { findRunningPostgres, startEmbeddedPostgres } = await import(
    './platform/embedded-postgres/embedded-postgres.ts'
  );
  const dataDirectory = path.join(config.dataDirectory, 'postgres');
  const running = beside ? findRunningPostgres(dataDirectory) : null;
  return running ?? startEmbeddedPostgres({ dataDirectory, durable: true });
}

/** Makes a secret once and keeps it, so that sessions survive a restart of the development server. */
async function developmentSecret(dataDirectory: string): Promise<string> {
  const file = path.join(dataDirectory, 'session-secret');
  await mkdir(dataDirectory, { recursive: true, mode: 0o755 });
  await writeFile(file, randomBytes(32).toString('base64url'), { mode: 0o600, flag: 'wx' }).catch(ignoreExisting);
  return (await readFile(file, 'utf8')).trim();
}

function ignoreExisting(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST') throw error;
}
