import { it } from 'node:test';
import { readAuditFilter } from '../../src/features/audit/log/audit-filter.ts';
import { listAuditLog } from '../../src/features/audit/log/audit-log.repository.ts';
import { loadDefinitions } from '../../src/features/procedures/definitions.ts';
import { publishProcedures } from '../../src/features/procedures/versions/publish-procedures.ts';
import { findPeople, manyCitizens, SOUGHT } from '../support/acts/many-citizens.ts';
import { dayFromNow } from '../support/clocks/days.ts';
import { commune } from '../support/commune.ts';
import { createTestDatabase, fillDatabase } from '../support/database.ts';
import { manySubmissions } from '../support/submissions/many.ts';

// `CITIZENS=300000 EVENTS=5000000 node tests/support/run.ts tests/benchmarks/searches.ts`: each search of the helpdesk and
// each filter of the audit log among so many rows. Prints, asserts nothing.
const CITIZENS = Number(process.env['CITIZENS'] ?? 300_000);
const EVENTS = Number(process.env['EVENTS'] ?? 5_000_000);
const TIMES = 21;
const EVENTS_A_DAY = 10_000;

const idOf = (name: string) => `overlay(overlay(md5(${name}) placing '4' from 13) placing '8' from 17)::uuid`;

const manyEvents = (many: number): string => `
  insert into audit_events (happened_at, name, citizen_id, staff_member_id, network, details)
  select now() - (${many} - n) * interval '${86_400 / EVENTS_A_DAY} seconds',
    (array['signed-in', 'signed-out', 'submission-opened', 'submission-handled', 'staff-signed-in'])[n % 5 + 1],
    case when n % 3 = 0 then ${idOf(`'c' || n % 100000`)} end, case when n % 3 = 1 then ${idOf(`'s' || n % 200`)} end,
    '192.0.2.0', case when n % 5 = 2 then jsonb_build_object('reference', lpad((n % 300000)::text, 11, '0')) else '{}' end
  from generate_series(1, ${many}) n;
  insert into audit_events (happened_at, name, staff_member_id)
  select now() - interval '3 days', 'staff-set-up', ${idOf(`'s1'`)};
  vacuum analyze audit_events`;

/** Milliseconds: half of the runs took at most the first, nineteen in twenty the second. */
async function sayTimes(name: string, work: () => Promise<unknown>): Promise<void> {
  const took: number[] = [];
  for (let run = 0; run < TIMES; run += 1) {
    const begun = performance.now();
    await work();
    took.push(performance.now() - begun);
  }
  const sorted = took.toSorted((one, other) => one - other);
  const figures = [sorted[Math.floor(TIMES / 2)] ?? 0, sorted[Math.floor(TIMES * 0.95)] ?? 0];
  process.stdout.write(`${name.padEnd(44)}${figures.map((ms) => ms.toFixed(1).padStart(8)).join('')}\n`);
}

it('the searches of the helpdesk', { timeout: 3_600_000 }, async () => {
  const { url, db } = await createTestDatabase();
  await publishProcedures({ db, commune }, loadDefinitions());
  const filled = [manySubmissions(CITIZENS / 10), manyCitizens(CITIZENS)].join(';\n');
  for (const statement of filled.split(/;\n/)) await fillDatabase(url, statement);
  process.stdout.write(`ms, median and 95th, among ${CITIZENS} citizens\n`);
  for (const typed of SOUGHT) await sayTimes(typed, () => findPeople(db, typed));
});

it('the filters of the audit log', { timeout: 3_600_000 }, async () => {
  const { url, db } = await createTestDatabase();
  for (const statement of manyEvents(EVENTS).split(/;\n/)) await fillDatabase(url, statement);
  const { rows } = await db.pool.query(`select ${idOf(`'s1'`)} as staff, ${idOf(`'c3'`)} as citizen`);
  const { staff, citizen } = rows[0];
  const day = dayFromNow(-50);
  process.stdout.write(`ms, median and 95th, among ${EVENTS} events\n`);
  for (const asked of [
    {},
    { staff },
    { citizen },
    { act: 'signed-out' },
    { act: 'staff-set-up' },
    { staff, act: 'staff-set-up' },
    { object: '00000000102' },
    { object: 'nothing' },
    { from: day, to: day },
    { act: 'signed-in', from: day, to: day },
    { staff, to: day },
  ]) {
    const filter = readAuditFilter(asked);
    const named = Object.entries(asked).map(([name, value]) => `${name}=${String(value).slice(0, 12)}`);
    await sayTimes(named.join(' ') || 'all', () => listAuditLog(db, { filter, asked: null, limit: 21 }));
  }
});
