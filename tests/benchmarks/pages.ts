import { type ChildProcess, fork } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, it } from 'node:test';
import { loadDemonstrationData } from '../../src/dev/demonstration-data.ts';
import { createPasswords } from '../../src/platform/passwords.ts';
import { createTestDatabase } from '../support/database.ts';
import { freePort } from '../support/free-port.ts';
import { type Load, load } from './load.ts';

// `npm run benchmark`: prints ratios, asserts nothing. Figures move with the machine, ratios less.
const CONNECTIONS = 16;
const SECONDS = 5;
const PASSWORD = 'cerisier-tram-92-josaphat';

describe('benchmark', () => {
  it('Mon espace against a bare server', async () => {
    const portal = await startProcess();
    const cookie = await signIn(portal.origin, 'lucie@demo.example');
    const url = `${portal.origin}/fr/my-space`;
    const html = await (await fetch(url, { headers: { cookie } })).text();
    const pageFile = path.join(tmpdir(), `page-${process.pid}.html`);
    await writeFile(pageFile, html);
    const sid =
      decodeURIComponent(cookie.split('=')[1] ?? '')
        .slice(2)
        .split('.')[0] ?? '';
    const bare = await forkAndWait('bare-server.ts', [portal.databaseUrl, sid, pageFile]);
    const options = { url, cookie, connections: CONNECTIONS, seconds: SECONDS };
    const yardstick = { ...options, url: `http://127.0.0.1:${bare.port}/` };
    for (const warm of [options, yardstick]) await load({ ...warm, seconds: 2 });
    const [ours, theirs] = [await load(options), await load(yardstick)];
    print('Mon espace', ours);
    print('bare server', theirs);
    print('home, anonymous', await load({ ...options, url: `${portal.origin}/fr`, cookie: 'language=fr' }));
    process.stdout.write(`Mon espace / bare server: ${(ours.perSecond / theirs.perSecond).toFixed(2)}\n`);
    bare.child.disconnect();
    portal.child.disconnect();
  });

  it('pages while 200 people sign in at once', async () => {
    const portal = await startProcess();
    const cookie = await signIn(portal.origin, 'lucie@demo.example');
    const options = { url: `${portal.origin}/fr/my-space`, cookie, connections: 4, seconds: SECONDS };
    await load({ ...options, seconds: 2 });
    const quiet = await load(options);
    const burst = Promise.all(Array.from({ length: 200 }, () => postSignIn(portal.origin, 'jan@demo.example')));
    const busy = await load(options);
    print('quiet', quiet);
    print('during 200 sign-ins', busy);
    const statuses = Object.entries(Object.groupBy(await burst, ({ status }) => String(status)));
    const answers = statuses.map(([status, list]) => `${status}: ${list?.length}`).join(', ');
    process.stdout.write(`sign-ins ${answers}; p95 ratio ${(busy.p95 / quiet.p95).toFixed(1)}\n`);
    portal.child.disconnect();
  });
});

async function startProcess() {
  const { url, db } = await createTestDatabase();
  await loadDemonstrationData({ db, passwords: await createPasswords() });
  const { child, port } = await forkAndWait('portal-process.ts', [url, String(await freePort())]);
  return { child, origin: `http://localhost:${port}`, databaseUrl: url };
}

async function forkAndWait(file: string, options: string[]): Promise<{ child: ChildProcess; port: number }> {
  const child = fork(path.join(import.meta.dirname, file), options);
  return { child, port: await new Promise((done) => child.once('message', (message) => done(Number(message)))) };
}

function postSignIn(origin: string, email: string): Promise<Response> {
  const body = new URLSearchParams({ email, password: PASSWORD, next: '', interrupted: '' });
  const headers = { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' };
  return fetch(`${origin}/fr/sign-in`, { method: 'POST', body, headers, redirect: 'manual' });
}

async function signIn(origin: string, email: string): Promise<string> {
  const lines = (await postSignIn(origin, email)).headers.getSetCookie();
  return lines.find((line) => line.startsWith('session='))?.split(';')[0] ?? '';
}

function print(name: string, { perSecond, p50, p95, p99, failures }: Load): void {
  const times = [p50, p95, p99].map((time) => time.toFixed(1)).join(' / ');
  process.stdout.write(`${name}: ${perSecond.toFixed(0)} pages/s, p50/p95/p99 ${times} ms, ${failures} failures\n`);
}
