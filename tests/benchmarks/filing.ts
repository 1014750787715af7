import { fork } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, it } from 'node:test';
import pg from 'pg';
import { sealFormToken } from '../../src/features/submissions/filing/form-token.ts';
import { systemClock } from '../../src/platform/clock.ts';
import { createSealing } from '../../src/platform/sealing.ts';
import { smallPdf } from '../support/submissions/papers.ts';
import { HOST } from './load.ts';
import { type Portal, postSignIn, preparePortal, SESSION_SECRET } from './portal.ts';
import { makeDrafts } from './ready-drafts.ts';

// `npm test -- tests/benchmarks/filing.ts` prints how many requests with a document of 100 KiB are filed a second, as a share of
// what a bare node:http + busboy + pg server files doing the same writes; asserts nothing. Both sides take turns.
const HERE = path.resolve(import.meta.dirname, '../..');
const FILINGS = 150;
const AT_ONCE = 8;
const ROUNDS = 3;
const DOCUMENT = smallPdf(randomBytes(51_200).toString('hex'));

describe('benchmark', () => {
  it('of filing with a document', async () => {
    const portal = await (await preparePortal(HERE))();
    const pool = new pg.Pool({ connectionString: portal.databaseUrl, max: 2 });
    const { cookie } = await postSignIn(portal, 'lucie@demo.example');
    const folder = await mkdtemp(path.join(tmpdir(), 'bare-documents-'));
    const sid =
      decodeURIComponent(cookie.split('=')[1] ?? '')
        .slice(2)
        .split('.')[0] ?? '';
    const bare = fork(path.join(import.meta.dirname, 'bare-filing-server.ts'), [portal.databaseUrl, sid, folder]);
    const bareOrigin = `http://127.0.0.1:${await new Promise((done) => bare.once('message', done))}`;
    const ratios: number[] = [];
    try {
      for (let round = 0; round <= ROUNDS; round += 1) {
        const ours = await filedPerSecond(await makeDrafts(pool, FILINGS), oursOf(portal, cookie));
        const theirs = await filedPerSecond(await makeDrafts(pool, FILINGS), bareOf(bareOrigin));
        // The first round warms both up.
        if (round === 0) continue;
        ratios.push(ours / theirs);
        say('', `${ours.toFixed(0)} a second, bare ${theirs.toFixed(0)}`);
      }
      say('filing / bare', (ratios.toSorted((one, other) => one - other)[ratios.length >> 1] ?? Number.NaN).toFixed(2));
    } finally {
      bare.disconnect();
      await pool.end();
      await portal.stop();
      await rm(folder, { recursive: true, force: true });
    }
  });
});

/** Sends the document of a draft, then files it. */
type Filing = (draft: string) => Promise<void>;

async function filedPerSecond(drafts: readonly string[], file: Filing): Promise<number> {
  const left = [...drafts];
  const begun = performance.now();
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (let draft = left.pop(); draft !== undefined; draft = left.pop()) await file(draft);
    }),
  );
  return (drafts.length * 1_000) / (performance.now() - begun);
}

function oursOf(portal: Portal, cookie: string): Filing {
  const sealing = createSealing([SESSION_SECRET], systemClock);
  return async (draft) => {
    const step = multipart({ revision: '1', plate: '1-ABC-123' }, 'sketch');
    await post(`${portal.origin}/fr/drafts/${draft}/vehicle`, { ...step, cookie });
    // The document raises the revision, then the other answers of the step do.
    const formToken = sealFormToken({ sealing }, { id: draft, revision: 3 });
    const body = new URLSearchParams({ formToken, declaration: 'true' }).toString();
    await post(`${portal.origin}/fr/drafts/${draft}/check`, {
      body,
      type: 'application/x-www-form-urlencoded',
      cookie,
    });
  };
}

function bareOf(origin: string): Filing {
  return async (draft) => {
    await post(`${origin}/upload?draft=${draft}`, { ...multipart({}, 'sketch'), cookie: '' });
    await post(`${origin}/file?draft=${draft}`, { body: '', type: 'application/x-www-form-urlencoded', cookie: '' });
  };
}

function multipart(fields: Readonly<Record<string, string>>, file: string): { body: Buffer; type: string } {
  const boundary = randomUUID();
  const parts = Object.entries(fields).map(
    ([name, value]) => `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  const head = `${parts.join('')}--${boundary}\r\nContent-Disposition: form-data; name="${file}"; filename="sketch.pdf"\r\nContent-Type: application/pdf\r\n\r\n`;
  const body = Buffer.concat([Buffer.from(head), DOCUMENT, Buffer.from(`\r\n--${boundary}--\r\n`)]);
  return { body, type: `multipart/form-data; boundary=${boundary}` };
}

const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });

/** Throws when the answer is not the redirection after a success. */
function post(
  url: string,
  { body, type, cookie }: { body: Buffer | string; type: string; cookie: string },
): Promise<void> {
  const headers = {
    ...{ host: HOST, cookie, 'content-type': type, 'sec-fetch-site': 'same-origin' },
    'content-length': Buffer.byteLength(body),
  };
  return new Promise((done, fail) => {
    const call = request(url, { agent, method: 'POST', headers }, (answer) => {
      answer.resume().on('end', () => {
        const right = answer.statusCode === 303;
        return right ? done() : fail(new Error(`${url}: ${answer.statusCode} ${answer.headers.location ?? ''}`));
      });
    });
    call.on('error', fail).end(body);
  });
}

function say(name: string, said: string): void {
  process.stdout.write(`${name.padEnd(28)}${said}\n`);
}
