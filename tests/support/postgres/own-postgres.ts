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
  /** `kill -9` of one of its processes: Postgres ends all the others, recovers and starts again by itself. Resolves when it has. */
  crash(): Promise<void>;
};

/** A Postgres for this test file alone, so that it may be harmed. The databases of its portals are made there. */
export async function startOwnPostgres(): Promise<OwnPostgres> {
  const folder = await mkdtemp(path.join(tmpdir(), 'portal-own-'));
  // Postgres runs as another user when the tests run as root: it must be able to enter.
  await chmod(folder, 0o755);
  const { url, stop } = await startEmbeddedPostgres({ dataDirectory: path.join(folder, 'postgres'), durable: true });
  atTheEnd(async () => {
    await stop();
    await rm(folder, { recursive: true, force: true });
  });
  await createTemplate(url);
  process.env['TEST_DATABASE_URL'] = url;
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

/** It may still be recovering from the last crash. */
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
