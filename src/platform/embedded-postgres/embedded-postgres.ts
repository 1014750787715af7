import { realpathSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { createLog } from '../log.ts';
import { createPool } from '../postgres/pool.ts';
import { type Binaries, findBinaries, reachableBinaries } from './binaries.ts';
import { type Cluster, openCluster, readPassword, superuser } from './cluster.ts';
import { boundLog, lastLogLines, logSize } from './log-file.ts';
import { awaitPreviousServer, claim, readPostmaster } from './owner.ts';
import { findPlace, type Place, shelter, shelteredArea } from './place.ts';
import { servesDirectory } from './processes.ts';
import { type Supervised, supervise } from './supervisor.ts';

export type EmbeddedPostgresOptions = {
  /** A folder used for nothing else, such as <project>/var/postgres. */
  dataDirectory: string;
  /** False for tests: the data then survive a killed process, but not a power cut. */
  durable: boolean;
};

export type EmbeddedPostgres = { url: string; stop(): Promise<void> };

const database = 'portal';
const mostAttempts = 10;
const startPatienceMs = 60_000;
const logCheckMs = 60_000;

/**
 * Starts the Postgres that npm installed, with its data in `dataDirectory`. It ends with this process, even after kill
 * -9. Throws an Error that names the remedy.
 */
export async function startEmbeddedPostgres({
  dataDirectory,
  durable,
}: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const place = findPlace({ dataDirectory, durable });
  const binaries = reachableBinaries(findBinaries(), place.account, shelter);
  boundLog(place.logFile);
  const cluster = await openCluster(place, binaries, durable);
  const { server, port } = await startServer({ place, binaries, cluster, durable });
  const address = (name: string) => addressOf({ password: cluster.password, port, name });
  try {
    await createMissingDatabase(address('postgres'));
    claim(place);
  } catch (error) {
    await server.stop();
    throw error;
  }
  server.release();
  const logCheck = setInterval(() => boundLog(place.logFile), logCheckMs).unref();
  const stop = () => {
    clearInterval(logCheck);
    return server.stop();
  };
  return { url: address(database), stop };
}

/**
 * Returns the Postgres of a portal that runs on these data now, which its `stop` leaves running; null when there is none.
 */
export function findRunningPostgres(dataDirectory: string): EmbeddedPostgres | null {
  const place = findPlace({ dataDirectory, durable: true });
  const data = path.join(place.cluster, 'data');
  const server = readPostmaster(data);
  if (server === null || !server.ready || !servesDirectory(server.pid, data)) return null;
  const url = addressOf({ password: readPassword(place), port: server.port, name: database });
  return { url, stop: async () => {} };
}

/** Deletes all data of a stopped embedded Postgres, including those that a start as root had to keep elsewhere. */
export function removeEmbeddedPostgres(dataDirectory: string): void {
  const sheltered = shelteredArea(realpathSync(dataDirectory));
  for (const directory of [sheltered, dataDirectory]) rmSync(directory, { recursive: true, force: true });
}

type Address = { password: string; port: number; name: string };
const addressOf = ({ password, port, name }: Address) =>
  `postgresql://${superuser}:${password}@127.0.0.1:${port}/${name}`;

type Launch = { place: Place; binaries: Binaries; cluster: Cluster; durable: boolean };

async function startServer(launch: Launch): Promise<{ server: Supervised; port: number }> {
  const { account, logFile } = launch.place;
  for (let attempt = 1; ; attempt += 1) {
    await awaitPreviousServer(launch.place, launch.cluster.data);
    const port = await freePort();
    const from = logSize(logFile);
    const server = supervise({ argv: [launch.binaries.postgres, ...settings(launch, port)], account, logFile });
    if (await becomesReady(server, launch.cluster.data)) return { server, port };
    await server.stop();
    const lines = lastLogLines(logFile, from);
    if (attempt === mostAttempts || !isPassing(lines))
      throw new Error(`the embedded Postgres did not start:\n${lines}\n(${logFile})`);
    await pause(attempt * 50);
  }
}

/**
 * Returns true for causes that pass by themselves: the port was taken in the meantime, another start was quicker, or
 * children of a killed Postgres are still ending.
 */
function isPassing(lines: string): boolean {
  return /Address already in use|could not create any TCP\/IP sockets|lock file .* already exists|shared memory block/.test(
    lines,
  );
}

async function becomesReady(server: Supervised, data: string): Promise<boolean> {
  const end = performance.now() + startPatienceMs;
  while (!server.hasExited() && performance.now() < end) {
    const postmaster = readPostmaster(data);
    if (postmaster?.ready && postmaster.pid === server.pid()) return true;
    await Promise.race([server.exited, pause(10)]);
  }
  return false;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

function settings({ cluster, durable }: Launch, port: number): string[] {
  const values = {
    listen_addresses: '127.0.0.1',
    port: String(port),
    unix_socket_directories: '',
    // The portals of several test files share one server.
    max_connections: durable ? '100' : '400',
    shared_buffers: '128MB',
    huge_pages: 'off',
    jit: 'off',
    io_method: 'sync',
    wal_level: 'minimal',
    max_wal_senders: '0',
    max_logical_replication_workers: '0',
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_checkpoints: 'off',
    log_min_duration_statement: '-1',
    // Keeps what citizens typed out of the log: it holds no statements and no details of violated constraints.
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    ...(durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', autovacuum: 'off' }),
  };
  return ['-D', cluster.data, ...Object.entries(values).flatMap(([name, value]) => ['-c', `${name}=${value}`])];
}

async function createMissingDatabase(url: string): Promise<void> {
  const pool = createPool({ url, max: 1, log: createLog('silent') });
  try {
    const found = await pool.query('select from pg_database where datname = $1', [database]);
    if (found.rowCount === 1) return;
    // On a slow disk, copying the template database may take longer than the pool's usual limit.
    await pool.query('set statement_timeout = 0');
    await pool.query(`create database ${database}`);
  } finally {
    await pool.end();
  }
}
