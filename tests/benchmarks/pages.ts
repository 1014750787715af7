import { fork, spawn } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, it } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { type Load, load } from './load.ts';
import { fileRequests, openPage, type Portal, postSignIn, preparePortal, timeStart, usageOf } from './portal.ts';

// `npm run benchmark [-- --against folder]`: prints ratios of this checkout, and of another beside it; asserts nothing. Figures move
// with the machine, ratios less: both sides take turns, and each figure is the median of the rounds.
const HERE = path.resolve(import.meta.dirname, '../..');
const against = process.env['BENCHMARK_AGAINST'];
const FOLDERS = against === undefined ? [HERE] : [HERE, path.resolve(against)];
const CONNECTIONS = 16;
const SECONDS = 3;
const ROUNDS = 3;
const SIGN_INS = 60;

describe('benchmark', () => {
  it('of pages, sign-ins, start and memory', async () => {
    const starts = await Promise.all(FOLDERS.map(preparePortal));
    const sides: Side[] = [];
    for (const [index, start] of starts.entries()) sides.push(await prepareSide(FOLDERS[index] ?? '', await start()));
    say('', ...FOLDERS.map((folder) => path.basename(folder)));
    await wait(1_000);
    await row('memory at rest, MiB', sides, async ({ portal }) => (await usageOf(portal.process)).memory.toFixed(0));
    for (const kind of ['my-space', 'my-space-10', 'home', 'styles'] as const) await comparePages(kind, sides);
    await row('memory under load, MiB', sides, async ({ portal }) => (await usageOf(portal.process)).memory.toFixed(0));
    await row('sign-ins a second', sides, async ({ portal }) => (await signInsPerSecond(portal)).toFixed(1));
    await row('memory after sign-ins, MiB', sides, async ({ portal }) =>
      (await usageOf(portal.process)).memory.toFixed(0),
    );
    for (const side of sides) await side.stop();
    await compareStarts(starts);
  });

  it('pages while 200 people sign in at once', async () => {
    const portal = await (await preparePortal(HERE))();
    const { cookie } = await postSignIn(portal, 'lucie@demo.example');
    const options = { url: `${portal.origin}/fr/my-space`, cookie, connections: 4, seconds: 5 };
    await load({ ...options, seconds: 2 });
    const quiet = await load(options);
    const burst = Promise.all(Array.from({ length: 200 }, () => postSignIn(portal, 'jan@demo.example')));
    const busy = await load(options);
    say('quiet', described(quiet));
    say('during 200 sign-ins', described(busy));
    const statuses = Object.entries(Object.groupBy(await burst, ({ status }) => String(status)));
    const answers = statuses.map(([status, list]) => `${status}: ${list?.length}`).join(', ');
    say('sign-ins', answers, `p95 ratio ${(busy.p95 / quiet.p95).toFixed(1)}`);
    await portal.stop();
  });
});

type Kind = 'my-space' | 'my-space-10' | 'home' | 'styles';
type Pair = Readonly<Record<'ours' | 'bare', { url: string; cookie: string }>>;
type Side = { portal: Portal; pairs: Readonly<Record<Kind, Pair>>; stop(): Promise<void> };

const REQUESTS = 10;

/** The portal of a checkout, and the bare servers that send what it sends: for somebody without requests, and with ten. */
async function prepareSide(folder: string, portal: Portal): Promise<Side> {
  await fileRequests(portal, { email: 'jan@demo.example', count: REQUESTS });
  const empty = await prepareBare(folder, portal, { email: 'lucie@demo.example', rows: 1 });
  const filled = await prepareBare(folder, portal, { email: 'jan@demo.example', rows: REQUESTS });
  return {
    portal,
    pairs: {
      'my-space': pairOf(portal, { ...empty, own: '/fr/my-space', yardstick: '/' }),
      'my-space-10': pairOf(portal, { ...filled, own: '/fr/my-space', yardstick: '/' }),
      home: pairOf(portal, { ...empty, cookie: '__Host-language=fr', own: '/fr', yardstick: '/fixed' }),
      styles: pairOf(portal, { ...empty, cookie: '', own: empty.styles, yardstick: '/styles' }),
    },
    async stop() {
      empty.child.disconnect();
      filled.child.disconnect();
      await portal.stop();
    },
  };
}

type Asked = { bare: string; cookie: string; own: string; yardstick: string };

const pairOf = ({ origin }: Portal, { bare, cookie, own, yardstick }: Asked): Pair => ({
  ours: { url: `${origin}${own}`, cookie },
  bare: { url: `${bare}${yardstick}`, cookie },
});

/** Signs somebody in, and starts a server of node:http and pg that sends their page after the same number of queries. */
async function prepareBare(folder: string, portal: Portal, { email, rows }: { email: string; rows: number }) {
  const { cookie } = await postSignIn(portal, email);
  const { body } = await openPage(portal, { path: '/fr/my-space', cookie });
  const pageFile = path.join(tmpdir(), `page-${portal.process.pid}-${rows}.html`);
  await writeFile(pageFile, body);
  const [, styles = ''] = /href="(\/static\/[^"]+\.css)"/.exec(body) ?? [];
  const sid =
    decodeURIComponent(cookie.split('=')[1] ?? '')
      .slice(2)
      .split('.')[0] ?? '';
  const stylesFile = path.join(folder, 'public/.built/assets', styles);
  const parts = [portal.databaseUrl, sid, pageFile, stylesFile, String(rows)];
  const child = fork(path.join(import.meta.dirname, 'bare-server.ts'), parts);
  const bare = `http://127.0.0.1:${await new Promise((done) => child.once('message', done))}`;
  return { child, bare, cookie, styles };
}

/** Requests a second as a share of the bare server's, the processor time of a request, and the last hundredth. */
async function comparePages(kind: Kind, sides: readonly Side[]): Promise<void> {
  const options = { connections: CONNECTIONS, seconds: SECONDS };
  const rounds: string[][] = [];
  const ratios = sides.map((): number[] => []);
  for (const { pairs } of sides) {
    for (const asked of Object.values(pairs[kind])) await load({ ...options, ...asked, seconds: 2 });
  }
  for (let round = 0; round < ROUNDS; round += 1) {
    const said: string[] = [];
    for (const [index, { portal, pairs }] of sides.entries()) {
      const before = await usageOf(portal.process);
      const ours = await load({ ...options, ...pairs[kind].ours });
      const after = await usageOf(portal.process);
      const theirs = await load({ ...options, ...pairs[kind].bare });
      ratios[index]?.push(ours.perSecond / theirs.perSecond);
      const each = ((after.cpu - before.cpu) * 1e6) / (ours.perSecond * SECONDS);
      said.push(`${each.toFixed(0)} µs each, p99 ${ours.p99.toFixed(1)} (bare ${theirs.p99.toFixed(1)}) ms`);
      if (ours.failures + theirs.failures > 0) said.push(`${ours.failures + theirs.failures} failures`);
    }
    rounds.push(said);
  }
  say(`${kind} / bare`, ...ratios.map((list) => median(list).toFixed(2)));
  for (const said of rounds) say('', ...said);
}

async function signInsPerSecond(portal: Portal): Promise<number> {
  const begun = performance.now();
  for (let count = 0; count < SIGN_INS; count += 4) {
    await Promise.all(Array.from({ length: 4 }, () => postSignIn(portal, 'jan@demo.example')));
  }
  return (SIGN_INS * 1_000) / (performance.now() - begun);
}

async function compareStarts(starts: readonly (() => Promise<Portal>)[]): Promise<void> {
  const ratios = starts.map((): number[] => []);
  for (let round = 0; round < 5; round += 1) {
    for (const [index, start] of starts.entries()) {
      const nothing = await timeNothing();
      ratios[index]?.push((await timeStart(start)) / nothing);
    }
  }
  say('start / node -e 0', ...ratios.map((list) => median(list).toFixed(1)));
}

async function timeNothing(): Promise<number> {
  const begun = performance.now();
  const child = spawn(process.execPath, ['-e', '0'], { stdio: 'ignore' });
  await new Promise((done) => child.once('exit', done));
  return performance.now() - begun;
}

async function row(name: string, sides: readonly Side[], measure: (side: Side) => Promise<string>): Promise<void> {
  const said: string[] = [];
  for (const side of sides) said.push(await measure(side));
  say(name, ...said);
}

const median = (list: readonly number[]) => list.toSorted((one, other) => one - other)[list.length >> 1] ?? Number.NaN;

const described = ({ perSecond, p50, p95, p99, failures }: Load) =>
  `${perSecond.toFixed(0)} pages/s, p50/p95/p99 ${[p50, p95, p99].map((time) => time.toFixed(1)).join(' / ')} ms, ${failures} failures`;

function say(name: string, ...columns: string[]): void {
  process.stdout.write(`${name.padEnd(28)}${columns.map((column) => column.padEnd(44)).join('')}\n`);
}
