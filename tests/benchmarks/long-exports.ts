import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { Writable } from 'node:stream';
import { it } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { type Cell, writeXlsx } from '../../src/platform/files/xlsx.ts';
import { type Load, load } from './load.ts';
import { fileRequests, type Portal, postSignIn, preparePortal, usageOf } from './portal.ts';

// `node tests/support/run.ts tests/benchmarks/long-exports.ts`: the writer of workbooks alone, then Mon espace of somebody
// else while the job of a long export runs in the same process. Prints, asserts nothing. Goals, of 100,000 rows: the writer 60,000 rows/s, 64 MiB
// above rest, other pages p99 25 ms.
const HERE = path.resolve(import.meta.dirname, '../..');
const ROWS = Number(process.env['ROWS'] ?? 100_000);
const BATCH = 200;
const COLUMNS = Array.from({ length: 12 }, (_, index) => ({ heading: `Colonne ${index + 1}`, width: 16 }));

it(`the writer alone, ${ROWS} rows of ${COLUMNS.length} columns`, async () => {
  for (let round = 1; round <= 3; round += 1) {
    const begun = performance.now();
    let bytes = 0;
    const to = new Writable({
      write(chunk, _encoding, done) {
        bytes += chunk.length;
        done();
      },
    });
    await writeXlsx({ name: 'Demandes', columns: COLUMNS, rows: batches() }, to);
    const perSecond = (ROWS * 1_000) / (performance.now() - begun);
    say(`round ${round}`, `${perSecond.toFixed(0)} rows/s, ${(bytes / 1_048_576).toFixed(1)} MiB`);
  }
});

it('Mon espace while the job of an export runs', { timeout: 600_000 }, async () => {
  const portal = await (await preparePortal(HERE))();
  await fileRequests(portal, { email: 'jan@demo.example', count: ROWS });
  const { cookie } = await postSignIn(portal, 'lucie@demo.example');
  const options = { url: `${portal.origin}/fr/my-space`, cookie, connections: 2, seconds: 5 };
  await load({ ...options, seconds: 3 });
  say('quiet', described(await load(options)));
  await wait(1_000);
  const rest = (await usageOf(portal.process)).memory;
  const { made, most } = await beginExport(portal);
  say('during the export', described(await load(options)));
  say(
    'export',
    `${(ROWS / (await made)).toFixed(0)} rows/s, ${((await most) - rest).toFixed(0)} MiB above ${rest.toFixed(0)}`,
  );
  await portal.stop();
});

async function* batches(): AsyncGenerator<Cell[][]> {
  const moment = new Date('2026-11-26T13:05:00Z');
  for (let from = 0; from < ROWS; from += BATCH) {
    yield Array.from({ length: BATCH }, (_, index) => rowOf(from + index, moment));
  }
}

function rowOf(number: number, moment: Date): Cell[] {
  const texts = [`26-${number}`, 'Autorisation d’événement : fête de rue, brocante, braderie', 'En traitement'];
  const more = ['Nadia Benali', 'Festivités', 'fr', 'En ligne', 'Citoyen', null];
  return [...texts, { moment }, { day: '2026-12-24' }, null, ...more];
}

type Exported = { made: Promise<number>; most: Promise<number> };

/** Begins an export as the list of an agent does. `made` is in seconds, `most` the memory meanwhile in MiB. */
async function beginExport({ databaseUrl, process: child }: Portal): Promise<Exported> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const [id, agentId] = [randomUUID(), randomUUID()];
  await client.query(
    `insert into staff_members (id, email, first_name, last_name, language, roles, status, password_hash, second_factor)
     values ($1, 'agent@exemple.be', 'Nadia', 'Benali', 'fr', '{agent}', 'active', 'x', 'x')`,
    [agentId],
  );
  await client.query(`insert into staff_departments (staff_member_id, department) values ($1, 'festivities')`, [
    agentId,
  ]);
  await client.query(
    `insert into submission_exports (id, staff_member_id, format, query, language, departments)
     values ($1, $2, 'xlsx', '', 'fr', '{festivities}')`,
    [id, agentId],
  );
  await client.query(`select graphile_worker.add_job('make-export', json_build_object('id', $1::text))`, [id]);
  const waiting = async () =>
    (await client.query(`select from submission_exports where id = $1 and status = 'waiting'`, [id])).rowCount === 1;
  const watched = watch(waiting, child).finally(() => client.end());
  return { made: watched.then(({ seconds }) => seconds), most: watched.then(({ memory }) => memory) };
}

async function watch(waiting: () => Promise<boolean>, child: Portal['process']) {
  const begun = performance.now();
  let memory = 0;
  while (await waiting()) {
    memory = Math.max(memory, (await usageOf(child)).memory);
    await wait(50);
  }
  return { seconds: (performance.now() - begun) / 1_000, memory };
}

const described = ({ perSecond, p50, p95, p99, longest, failures }: Load) =>
  `${perSecond.toFixed(0)} pages/s, p50/p95/p99/longest ${[p50, p95, p99, longest].map((time) => time.toFixed(1)).join(' / ')} ms, ${failures} failures`;

function say(name: string, said: string): void {
  process.stdout.write(`${name.padEnd(28)}${said}\n`);
}
