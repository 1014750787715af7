import path from 'node:path';
import { describe, it } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { formatReference } from '../../src/domain/numbers/reference.ts';
import { type Load, load } from './load.ts';
import { fileRequests, openPage, type Portal, postSignIn, preparePortal, usageOf } from './portal.ts';

// `node tests/support/run.ts tests/benchmarks/receipts.ts`: Mon espace while twenty receipts are made, here and, with BENCHMARK_AGAINST=folder, in
// another checkout. Prints, asserts nothing.
const HERE = path.resolve(import.meta.dirname, '../..');
const against = process.env['BENCHMARK_AGAINST'];
const FOLDERS = against === undefined ? [HERE] : [HERE, path.resolve(against)];
const RECEIPTS = 20;
const ROUNDS = 3;
const SECONDS = 5;

describe('benchmark', () => {
  for (const folder of FOLDERS) {
    it(`pages while ${RECEIPTS} receipts are made in ${path.basename(folder)}`, async () => {
      const portal = await (await preparePortal(folder))();
      await fileRequests(portal, { email: 'jan@demo.example', count: 1 });
      const receipt = await receiptOf(portal);
      const { cookie } = await postSignIn(portal, 'jan@demo.example');
      const options = { url: `${portal.origin}/fr/my-space`, cookie, connections: 4, seconds: SECONDS };
      await wait(1_000);
      await sayMemory('at rest', portal);
      await load({ ...options, seconds: 2 });
      say('quiet', described(await load(options)));
      for (let round = 1; round <= ROUNDS; round += 1) {
        const made = makeReceipts(portal, { path: receipt, cookie });
        say(`during receipts, round ${round}`, described(await load(options)));
        say('', await made);
        await sayMemory('after them', portal);
      }
      await portal.stop();
    });
  }
});

async function receiptOf({ databaseUrl }: Portal): Promise<string> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const { rows } = await client.query<{ reference: string }>('select reference from submissions');
  await client.end();
  return `/fr/submissions/${formatReference(rows[0]?.reference ?? '')}/receipt.pdf`;
}

async function makeReceipts(portal: Portal, asked: { path: string; cookie: string }): Promise<string> {
  const begun = performance.now();
  const answers = await Promise.all(Array.from({ length: RECEIPTS }, () => openPage(portal, asked)));
  const whole = answers.filter(({ status, body }) => status === 200 && body.startsWith('%PDF')).length;
  return `${whole} of ${RECEIPTS} whole, ${((performance.now() - begun) / RECEIPTS).toFixed(0)} ms each`;
}

async function sayMemory(when: string, portal: Portal): Promise<void> {
  say(`memory ${when}, MiB`, (await usageOf(portal.process)).memory.toFixed(0));
}

const described = ({ perSecond, p50, p95, p99, longest, failures }: Load) =>
  `${perSecond.toFixed(0)} pages/s, p50/p95/p99/longest ${[p50, p95, p99, longest].map((time) => time.toFixed(1)).join(' / ')} ms, ${failures} failures`;

function say(name: string, said: string): void {
  process.stdout.write(`${name.padEnd(28)}${said}\n`);
}
