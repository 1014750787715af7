import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { startEmbeddedPostgres } from '../../../src/platform/embedded-postgres/embedded-postgres.ts';
import { atTheEnd } from '../cleanup.ts';
import { until } from '../until.ts';
import { createTemplate } from './template.ts';

export type OwnPostgres = {
  url: string;
  /**
   * Kills one of its processes with `kill -9`: Postgres then ends all the others, recovers and starts again by itself.
   * Resolves when it has.
   */
  crash(): Promise<void>;
};

/**
 * Starts a Postgres for this test file alone, so that the test may harm it. The databases of the file's portals are
 * created there.
 */
export async function startOwnPostgres(): Promise<OwnPostgres> {
  const folder = await mkdtemp(path.join(tmpdir(), 'portal-own-'));
  // When the tests run as root, Postgres runs as another user, who must be able to enter the folder.
  await chmod(folder, 0o755);
  const { url, stop } = await startEmbeddedPostgres({ dataDirectory: path.join(folder, 'postgres'), durable: true });
  atTheEnd(async () => {
    await stop();
    await rm(folder, { recursive: true, force: true });
  });
  await createTemplate(url);
  const shared = process.env['TEST_DATABASE_URL'];
  process.env['TEST_DATABASE_URL'] = url;
  atTheEnd(async () => {
    process.env['TEST_DATABASE_URL'] = shared;
  });
  return { url, crash: () => crash(url) };
}

async function crash(url: string): Promise<void> {
  const client = await connectSoon(url);
  const { rows } = await client.query('select pg_backend_pid() as pid');
  const gone = new Promise<void>((done) => client.once('end', () => done()));
  process.kill(rows[0].pid, 'SIGKILL');
  await gone;
  await (await connectSoon(url)).end();
}

/** Connects as soon as Postgres accepts it, as it may still be recovering from a crash. */
async function connectSoon(url: string): Promise<pg.Client> {
  let connected: pg.Client | null = null;
  await until(async () => {
    const client = new pg.Client({ connectionString: url });
    client.on('error', () => {});
    connected = await client.connect().then(
      () => client,
      () => null,
    );
    return connected !== null;
  }, 'Postgres takes connections');
  return connected as unknown as pg.Client;
}
