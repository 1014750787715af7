import { spawn } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import {
  removeEmbeddedPostgres,
  startEmbeddedPostgres,
} from '../../src/platform/embedded-postgres/embedded-postgres.ts';
import { generateKbo } from './generate-kbo.ts';

// `node tests/benchmarks/kbo.ts [enterprises]`: the real command on a real, durable embedded Postgres of its own, against a
// plain COPY of the same rows into tables with the same keys, from files beside the server. Prints, asserts nothing.
const ROOT = path.resolve(import.meta.dirname, '../..');
const NAMES_EACH = 1.7;

const count = Number(process.argv[2] ?? 2_000_000);
const folder = await mkdtemp(path.join(tmpdir(), 'portal-kbo-'));
await chmod(folder, 0o755);
const extract = path.join(folder, 'extract');
const dataDirectory = path.join(folder, 'postgres');

type Run = { seconds: number; peakMiB: number; output: string };

async function runImport(databaseUrl: string): Promise<Run> {
  const begun = performance.now();
  const child = spawn(process.execPath, ['src/commands/kbo-import.ts', extract], {
    cwd: ROOT,
    env: { PATH: process.env['PATH'], DATA_DIR: path.join(folder, 'var'), DATABASE_URL: databaseUrl },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.on('data', (text) => {
    output += text;
  });
  let peakKiB = 0;
  const look = setInterval(async () => {
    const status = await readFile(`/proc/${child.pid}/status`, 'utf8').catch(() => '');
    peakKiB = Math.max(peakKiB, Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0));
  }, 200);
  const code = await new Promise((done) => child.once('close', done));
  clearInterval(look);
  if (code !== 0) throw new Error(`the import ended with ${code}: ${output}`);
  return { seconds: (performance.now() - begun) / 1_000, peakMiB: peakKiB / 1024, output };
}

function say(name: string, { seconds, peakMiB, output }: Run): void {
  const rows = count * (1 + NAMES_EACH);
  const pace = Math.round(rows / seconds).toLocaleString('en');
  process.stdout.write(
    `${output}${name}: ${seconds.toFixed(1)} s, ${pace} rows/s, peak RSS ${peakMiB.toFixed(0)} MiB\n\n`,
  );
}

/** Seconds that Postgres alone takes for the rows which the register holds now, keys and checks included. */
async function runCopy(databaseUrl: string): Promise<number> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const copies = path.join(folder, 'copies');
  // Written and read by the account of Postgres.
  await mkdir(copies);
  await chmod(copies, 0o777);
  for (const table of TABLES) {
    await client.query(`copy register_${table} to '${path.join(copies, table)}'`);
    await client.query(`create table copied_${table} (like register_${table} including all)`);
  }
  await client.query('checkpoint');
  const begun = performance.now();
  for (const table of TABLES) await client.query(`copy copied_${table} from '${path.join(copies, table)}'`);
  const seconds = (performance.now() - begun) / 1_000;
  await client.end();
  return seconds;
}

const TABLES = ['enterprises', 'names'];

async function compare(databaseUrl: string): Promise<void> {
  const first = await runImport(databaseUrl);
  say('First import', first);
  const copied = await runCopy(databaseUrl);
  const ratio = (copied / first.seconds).toFixed(2);
  process.stdout.write(`COPY of the same rows: ${copied.toFixed(1)} s; the import is ${ratio} of its pace\n\n`);
  say('The same again', await runImport(databaseUrl));
}

try {
  const begun = performance.now();
  await generateKbo(extract, count);
  const sizes = await Promise.all(['enterprise.csv', 'denomination.csv'].map((name) => stat(path.join(extract, name))));
  const megabytes = sizes.reduce((sum, { size }) => sum + size, 0) / 1e6;
  const spent = ((performance.now() - begun) / 1_000).toFixed(1);
  process.stdout.write(`generated ${count} enterprises, ${megabytes.toFixed(0)} MB, in ${spent} s\n\n`);
  const database = await startEmbeddedPostgres({ dataDirectory, durable: true });
  await compare(database.url).finally(() => database.stop());
} finally {
  removeEmbeddedPostgres(dataDirectory);
  await rm(folder, { recursive: true, force: true });
}
