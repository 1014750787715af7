import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { createPasswords } from '../../src/platform/passwords.ts';
import { dayFromNow } from '../support/clocks/days.ts';
import { createTestDatabase, fillDatabase } from '../support/database.ts';
import { freePort } from '../support/free-port.ts';
import { HOST } from './load.ts';

export const SESSION_SECRET = 'q8Zr1yW5uT0pL3kJ6hG9fD2sA4xC7vB0nM';
const PASSWORD = 'cerisier-tram-92-josaphat';
const FLAGS = ['--max-semi-space-size=8', '--max-old-space-size=256'];

export type Portal = {
  origin: string;
  databaseUrl: string;
  ownerUrl: string;
  process: ChildProcess;
  stop(): Promise<void>;
};

/** Starts the portal of a checkout as its image does, on a database of its own with the demonstration accounts. */
export async function preparePortal(folder: string): Promise<() => Promise<Portal>> {
  joinModules(folder);
  const { url: ownerUrl, servingUrl, db } = await createTestDatabase('template1');
  const start = () => startPortal(folder, { databaseUrl: servingUrl, ownerUrl });
  await (await start()).stop();
  const { loadDemonstrationData } = await import(path.resolve(folder, 'src/dev/demonstration-data.ts'));
  await loadDemonstrationData({ db, passwords: createPasswords() });
  return start;
}

const TOOL = 'src/tools/build-server.ts';

/** Joins the modules as the image does. A checkout from before that was done runs them themselves. */
function joinModules(folder: string): void {
  if (existsSync(path.join(folder, TOOL))) execFileSync(process.execPath, [TOOL], { cwd: folder });
}

const serverOf = (folder: string) => (existsSync(path.join(folder, TOOL)) ? 'dist/start.js' : 'src/start.mjs');

/** Files so many requests by SQL, in the present version of a démarche. */
export async function fileRequests({ ownerUrl }: Portal, { email, count }: { email: string; count: number }) {
  await fillDatabase(
    ownerUrl,
    `insert into submissions (id, reference, citizen_id, slug, version, first_name, last_name, answers, status, language, due_on)
    select gen_random_uuid(), submission_reference(now(), nextval('submission_numbers')), citizens.id, slug, version,
      first_name, last_name, '{}', 'in-progress', 'fr', $3
    from citizens, procedure_versions, generate_series(1, $2) where email = $1 and slug = 'event-permit' and version = 1`,
    [email, count, dayFromNow(30)],
  );
  // As autovacuum does, which is off in tests: without figures Postgres plans for tables of a few rows.
  await fillDatabase(ownerUrl, 'analyze');
}

type Urls = { databaseUrl: string; ownerUrl: string };

async function startPortal(folder: string, { databaseUrl, ownerUrl }: Urls): Promise<Portal> {
  const port = await freePort();
  const dataDirectory = await mkdtemp(path.join(tmpdir(), 'benchmark-data-'));
  const env = {
    DATA_DIR: dataDirectory,
    PATH: process.env['PATH'],
    NODE_ENV: 'production',
    ...(await mallocOf(folder)),
    PORT: String(port),
    PUBLIC_ORIGIN: `https://${HOST}`,
    TRUST_PROXY: 'loopback',
    DATABASE_URL: databaseUrl,
    DATABASE_OWNER_URL: ownerUrl,
    SESSION_SECRET,
    SMTP_URL: 'smtps://mail.example',
    COMMUNE_IBAN: 'BE06 0961 2578 0022',
    SIGN_IN_LIMIT_PER_5_MINUTES: '100000',
  };
  const child = spawn(process.execPath, [...FLAGS, serverOf(folder)], { cwd: folder, env, stdio: 'ignore' });
  const stop = async () => {
    const ended = new Promise((done) => child.once('exit', done));
    child.kill('SIGTERM');
    await ended;
    await rm(dataDirectory, { recursive: true, force: true });
  };
  const portal = { origin: `http://127.0.0.1:${port}`, databaseUrl, ownerUrl, process: child, stop };
  await untilAlive(portal);
  return portal;
}

/** What the image says to malloc, which is read as a process begins. */
async function mallocOf(folder: string): Promise<Record<string, string>> {
  const image = await readFile(path.join(folder, 'Dockerfile'), 'utf8');
  return Object.fromEntries(
    [...image.matchAll(/\b(MALLOC_\w+)=(\S+)/g)].map(([, name = '', value = '']) => [name, value]),
  );
}

async function untilAlive({ origin, process: child }: Portal): Promise<void> {
  while (child.exitCode === null && child.signalCode === null) {
    const alive = await fetch(`${origin}/health/live`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (alive) return;
    await wait(5);
  }
  throw new Error(`the portal did not start: ${child.exitCode ?? child.signalCode}`);
}

/** Milliseconds from nothing to the first answer. */
export async function timeStart(start: () => Promise<Portal>): Promise<number> {
  const begun = performance.now();
  const portal = await start();
  const took = performance.now() - begun;
  await portal.stop();
  return took;
}

/** Memory in MiB and processor time in seconds of a process, as Linux counts them. */
export async function usageOf({ pid }: ChildProcess): Promise<{ memory: number; cpu: number }> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  const times = (await readFile(`/proc/${pid}/stat`, 'utf8')).split(' ').slice(13, 15);
  const memory = Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1_024;
  return { memory, cpu: times.reduce((sum, ticks) => sum + Number(ticks) / 100, 0) };
}

export type Answer = { status: number; cookie: string; body: string };

export function postSignIn({ origin }: Portal, email: string): Promise<Answer> {
  const fields = new URLSearchParams({ email, password: PASSWORD, next: '', interrupted: '' });
  return send(`${origin}/fr/sign-in`, { body: fields.toString() });
}

export function openPage({ origin }: Portal, { path: asked, cookie }: { path: string; cookie: string }) {
  return send(`${origin}${asked}`, { cookie });
}

function send(url: string, { body, cookie = '' }: { body?: string; cookie?: string }): Promise<Answer> {
  const type = { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' };
  const headers = { host: HOST, cookie, ...(body === undefined ? {} : type) };
  return new Promise((done, fail) => {
    const method = body === undefined ? 'GET' : 'POST';
    const call = request(url, { method, headers }, async (answer) => {
      const text = Buffer.concat(await answer.toArray()).toString();
      const session = answer.headers['set-cookie']?.find((line) => line.startsWith('__Host-session='));
      done({ status: answer.statusCode ?? 0, cookie: session?.split(';')[0] ?? '', body: text });
    });
    call.on('error', fail).end(body);
  });
}
