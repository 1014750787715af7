import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Config } from './config.ts';
import type { Log } from './platform/log.ts';
import { migrate } from './platform/migrate.ts';
import { createPool } from './platform/postgres/pool.ts';

export type Prepared = {
  databaseUrl: string;
  sessionSecrets: readonly string[];
  embedded: boolean;
  /** Stops the Postgres that was started here. It does nothing to one that was given by DATABASE_URL. */
  stopDatabase(): Promise<void>;
};

/**
 * Prepares what a process needs before it serves: a Postgres with its migrations applied, and the session secrets. Runs
 * once, in the first process.
 */
export async function prepare(config: Config, log: Log): Promise<Prepared> {
  const database = config.databaseUrl === null ? await embeddedDatabase(config) : null;
  const databaseUrl = database?.url ?? config.databaseUrl ?? '';
  const stopDatabase = async () => database?.stop();
  try {
    const pool = createPool({ url: databaseUrl, max: 2, log, longWork: true });
    const applied = await migrate(pool, path.resolve(import.meta.dirname, '../migrations')).finally(() => pool.end());
    if (applied.length > 0) log.info({ applied }, 'migrated');
    const sessionSecrets = config.sessionSecrets ?? [await developmentSecret(config.dataDirectory)];
    return { databaseUrl, sessionSecrets, embedded: database !== null, stopDatabase };
  } catch (error) {
    await stopDatabase();
    throw error;
  }
}

async function embeddedDatabase(config: Config) {
  // The embedded Postgres is a development dependency. It is absent from the production image, where DATABASE_URL is
  // required.
  const { startEmbeddedPostgres } = await import('./platform/embedded-postgres/embedded-postgres.ts');
  return startEmbeddedPostgres({ dataDirectory: path.join(config.dataDirectory, 'postgres'), durable: true });
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
