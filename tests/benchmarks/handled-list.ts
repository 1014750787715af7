import { it } from 'node:test';
import { readHandledFilter } from '../../src/features/admin/submissions/list/handled-filter.ts';
import { getHandledFrame } from '../../src/features/admin/submissions/list/handled-frame.repository.ts';
import { listHandledSubmissions } from '../../src/features/admin/submissions/list/handled-submissions.repository.ts';
import { DEPARTMENTS } from '../../src/features/procedures/definition/departments.ts';
import { loadDefinitions } from '../../src/features/procedures/definitions.ts';
import { publishProcedures } from '../../src/features/procedures/versions/publish-procedures.ts';
import type { Database } from '../../src/platform/database.ts';
import { dayFromNow } from '../support/clocks/days.ts';
import { commune } from '../support/commune.ts';
import { createTestDatabase, fillDatabase } from '../support/database.ts';
import { manySubmissions } from '../support/submissions/many.ts';

// `MANY=1000000 node tests/support/run.ts tests/benchmarks/handled-list.ts`: the list of an agent of all departments among
// a thousand submissions and among many. Prints, asserts nothing.
const MANY = Number(process.env['MANY'] ?? 100_000);
const TIMES = 21;
const ASKED = [
  '',
  'view=mine',
  'view=unassigned',
  'view=to-take-over',
  'view=overdue',
  'view=waiting-for-citizen',
  'status=in-progress',
  'procedure=event-permit',
  'kind=association',
  'department=parking',
  'from=2026-01-01&to=2026-01-31',
  'sort=due',
  'q=lambert',
  'q=d’hondt terrasse',
  'q=yildiz',
  'q=50-0000500',
];

async function fill(count: number): Promise<{ db: Database; agentId: string }> {
  const { db, url } = await createTestDatabase();
  await publishProcedures({ db, commune }, loadDefinitions());
  for (const statement of manySubmissions(count).split(/;\n/)) await fillDatabase(url, statement);
  const { rows } = await db.pool.query(`select id from staff_members where email = 'agent1@exemple.be'`);
  const agentId = rows[0].id;
  await fillDatabase(
    url,
    `update staff_members set status = 'active', password_hash = 'x', second_factor = 'x' where id = '${agentId}'`,
  );
  const departments = DEPARTMENTS.map((name) => `('${agentId}', '${name}')`).join(', ');
  await fillDatabase(url, `insert into staff_departments (staff_member_id, department) values ${departments}`);
  return { db, agentId };
}

/** Milliseconds: half of the runs took at most the first, nineteen in twenty the second. */
async function timesOf(work: () => Promise<unknown>): Promise<{ median: number; most: number }> {
  const took: number[] = [];
  for (let run = 0; run < TIMES; run += 1) {
    const begun = performance.now();
    await work();
    took.push(performance.now() - begun);
  }
  const sorted = took.toSorted((one, other) => one - other);
  return { median: sorted[Math.floor(TIMES / 2)] ?? 0, most: sorted[Math.floor(TIMES * 0.95)] ?? 0 };
}

it('the list of an agent', { timeout: 3_600_000 }, async () => {
  const [few, many] = [await fill(1_000), await fill(MANY)];
  const today = dayFromNow(0);
  const say = async (name: string, work: (of: typeof few) => Promise<unknown>) => {
    const [less, more] = [await timesOf(() => work(few)), await timesOf(() => work(many))];
    const figures = [less.median, more.median, more.most].map((ms) => ms.toFixed(1).padStart(8)).join('');
    process.stdout.write(`${name.padEnd(36)}${figures}  ratio ${(more.median / less.median).toFixed(1)}\n`);
  };
  process.stdout.write(`ms: median of 1000, median and 95th of ${MANY}\n`);
  await say('counters', ({ db, agentId }) => getHandledFrame(db, { agentId, today }));
  for (const asked of ASKED) {
    const filter = readHandledFilter(Object.fromEntries(new URLSearchParams(asked)));
    await say(asked === '' ? 'all' : asked, ({ db, agentId }) =>
      listHandledSubmissions(db, { agentId, today, filter, asked: null, limit: 21 }),
    );
  }
});
