import { randomUUID } from 'node:crypto';
import { request } from 'node:http';
import path from 'node:path';
import { describe, it } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { sampleFile } from '../support/documents/samples.ts';
import { HOST, load } from './load.ts';
import { type Portal, postSignIn, preparePortal, usageOf } from './portal.ts';
import { makeDrafts } from './ready-drafts.ts';

// `node tests/support/run.ts tests/benchmarks/uploads.ts`: what twenty documents at once take of memory above rest, and how quick
// pages stay meanwhile, here and, with BENCHMARK_AGAINST=folder, in another checkout. Prints, asserts nothing.
const HERE = path.resolve(import.meta.dirname, '../..');
const against = process.env['BENCHMARK_AGAINST'];
const FOLDERS = against === undefined ? [HERE] : [path.resolve(against), HERE];
const UPLOADS = 20;
const ROUNDS = 3;

const PDF = Buffer.concat([
  Buffer.from('%PDF-1.4\n'),
  Buffer.alloc(9_900_000, ' '),
  Buffer.from('startxref\n0\n%%EOF\n'),
]);
const DOCUMENTS = [
  ['PDF of 10 MB', 'plan.pdf', PDF],
  ['photos in HEIC', 'plan.heic', await sampleFile('photo-with-place.heic')],
] as const;

describe('benchmark', () => {
  for (const folder of FOLDERS) {
    it(`of ${UPLOADS} documents at once in ${path.basename(folder)}`, async () => {
      const portal = await (await preparePortal(folder))();
      const pool = new pg.Pool({ connectionString: portal.databaseUrl, max: 1 });
      const { cookie } = await postSignIn(portal, 'lucie@demo.example');
      const page = { url: `${portal.origin}/fr/my-space`, cookie, connections: 2, seconds: 4 };
      await warmUp(page);
      const first = await atRest(portal);
      for (const [kind, name, content] of DOCUMENTS) {
        const rest = await atRest(portal);
        say('at rest', `${rest.toFixed(0)} MiB`);
        for (let round = 1; round <= ROUNDS; round += 1) {
          const peak = watchMemory(portal);
          const pages = load(page);
          const drafts = await makeDrafts(pool, UPLOADS);
          const answers = await Promise.all(drafts.map((draft) => upload(portal, { draft, cookie, name, content })));
          const taken = answers.filter((status) => status === 200).length;
          const { p95, longest } = await pages;
          say(`${kind}, round ${round}`, `+${((await peak()) - rest).toFixed(0)} MiB, ${taken} taken`);
          say('', `pages meanwhile, p95/longest ${p95.toFixed(0)} / ${longest.toFixed(0)} ms`);
        }
      }
      say('left of it all', `+${((await atRest(portal)) - first).toFixed(0)} MiB`);
      await pool.end();
      await portal.stop();
    });
  }
});

/**
 * Asks for pages as long as they are asked for while documents come, so that what they take themselves is not counted as
 * what documents take.
 */
async function warmUp(page: Parameters<typeof load>[0]): Promise<void> {
  for (let round = 1; round <= ROUNDS; round += 1) await load(page);
}

/** What the process holds once nothing has happened for a while: what the first picture loads stays, for the next. */
async function atRest({ process: child }: Portal): Promise<number> {
  await wait(5_000);
  return (await usageOf(child)).memory;
}

/** Returns a function that stops watching and gives the most memory that was seen, in MiB. */
function watchMemory({ process: child }: Portal): () => Promise<number> {
  let most = 0;
  let over = false;
  const watching = (async () => {
    while (!over) {
      most = Math.max(most, (await usageOf(child)).memory);
      await wait(10);
    }
  })();
  return async () => {
    over = true;
    await watching;
    return most;
  };
}

type Upload = { draft: string; cookie: string; name: string; content: Buffer };

function upload({ origin }: Portal, { draft, cookie, name, content }: Upload): Promise<number> {
  const boundary = randomUUID();
  const part = (field: string, more = '') =>
    `--${boundary}\r\nContent-Disposition: form-data; name="${field}"${more}\r\n\r\n`;
  const head = `${part('revision')}1\r\n${part('upload')}sketch\r\n${part('sketch', `; filename="${name}"`)}`;
  const foot = `\r\n--${boundary}--\r\n`;
  const headers = {
    ...{ host: HOST, cookie, 'sec-fetch-site': 'same-origin' },
    'content-type': `multipart/form-data; boundary=${boundary}`,
    'content-length': head.length + content.length + foot.length,
  };
  return new Promise((done, fail) => {
    const call = request(`${origin}/fr/drafts/${draft}/vehicle`, { method: 'POST', headers }, (answer) => {
      answer.resume().on('end', () => done(answer.statusCode ?? 0));
    });
    call.on('error', fail);
    call.write(head);
    call.write(content);
    call.end(foot);
  });
}

function say(name: string, said: string): void {
  process.stdout.write(`${name.padEnd(28)}${said}\n`);
}
