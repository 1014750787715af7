import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { it } from 'node:test';
import { listNewestAuditSeals } from '../../../src/features/audit/chain/audit-seals.repository.ts';
import { sealAuditDays } from '../../../src/features/audit/chain/seal-audit-days.ts';
import { verifyAuditChain } from '../../../src/features/audit/chain/verify-audit-chain.ts';
import { atTheEnd } from '../../support/cleanup.ts';
import { createTestDatabase, ownerDatabase } from '../../support/database.ts';
import { runCommand } from '../../support/processes/command.ts';

const { url, db } = await createTestDatabase();
const owner = ownerDatabase(url);
const dataDirectory = await mkdtemp(path.join(tmpdir(), 'portal-audit-'));
atTheEnd(() => rm(dataDirectory, { recursive: true, force: true }));

const at = (moment: string) => ({ now: () => new Date(moment) });
const seal = (moment: string) => sealAuditDays({ db, clock: at(moment) });
const write = (moment: string, name = 'signed-in') =>
  db.pool.query('insert into audit_events (happened_at, name) values ($1, $2) returning id', [moment, name]);
const sealed = async () => (await listNewestAuditSeals(db, 50)).toReversed().map(({ day, events }) => [day, events]);
/** Does what only the owner of the tables can: writes past the trigger. */
async function tamper(statement: string): Promise<void> {
  await owner.pool.query('alter table audit_events disable trigger audit_events_are_append_only');
  await owner.pool.query(statement);
  await owner.pool.query('alter table audit_events enable trigger audit_events_are_append_only');
}

it('begins with the first event, seals the days of Brussels that are over, and catches up after nights without it', async () => {
  assert.equal(await seal('2026-03-10T04:00:00Z'), 0);
  for (const moment of ['2026-03-10T10:00:00Z', '2026-03-10T22:59:59Z', '2026-03-10T23:00:00Z', '2026-03-13T09:00:00Z'])
    await write(moment);
  assert.equal(await seal('2026-03-11T22:59:59Z'), 1);
  assert.equal(await seal('2026-03-14T04:00:00Z'), 3);
  assert.equal(await seal('2026-03-14T05:00:00Z'), 0);
  assert.deepEqual(await sealed(), [
    ['2026-03-10', 2],
    ['2026-03-11', 1],
    ['2026-03-12', 0],
    ['2026-03-13', 1],
  ]);
  assert.deepEqual((await verifyAuditChain(db, null)).agrees, true);
});

it('covers what was written late with the seal of a later day, and never leaves it out', async () => {
  await write('2026-03-13T12:00:00Z');
  await write('2026-03-14T12:00:00Z');
  assert.equal(await seal('2026-03-15T04:00:00Z'), 1);
  assert.deepEqual((await sealed()).at(-1), ['2026-03-14', 2]);
  assert.equal((await verifyAuditChain(db, null)).agrees, true);
});

it('waits for a transaction that may still write', async () => {
  const late = await db.pool.connect();
  await late.query('begin');
  await late.query(`insert into audit_events (happened_at, name) values ('2026-03-15T12:00:00Z', 'signed-in')`);
  await write('2026-03-15T13:00:00Z');
  const sealing = seal('2026-03-16T04:00:00Z');
  let done = false;
  void sealing.then(() => {
    done = true;
  });
  // The end of the day is read and found unsettled before the late row is there.
  await db.pool.query('select pg_sleep(0.3)');
  assert.equal(done, false);
  await late.query('commit');
  late.release();
  assert.equal(await sealing, 1);
  assert.deepEqual((await sealed()).at(-1), ['2026-03-15', 2]);
});

it('of two that seal at once, each day gets one seal', async () => {
  await write('2026-03-16T12:00:00Z');
  const counts = await Promise.all([seal('2026-03-17T04:00:00Z'), seal('2026-03-17T04:00:00Z')]);
  assert.equal(counts[0] + counts[1], 1);
});

it('refuses a seal that is changed or deleted, to the portal and to its owner', async () => {
  for (const one of [db, owner]) {
    await assert.rejects(one.pool.query('delete from audit_seals'), /append-only|permission denied/);
    await assert.rejects(one.pool.query('update audit_seals set events = 0'), /append-only|permission denied/);
  }
});

it('says the first day that disagrees: a row changed, slipped in or deleted, and from then on every day', async () => {
  const middle = `(select id from audit_events where happened_at = '2026-03-13T09:00:00Z')`;
  await tamper(`update audit_events set network = '192.0.2.1' where id = ${middle}`);
  assert.deepEqual(await verifyAuditChain(db, null), { agrees: false, day: '2026-03-13', why: 'rows' });
  await tamper('update audit_events set network = null');
  assert.equal((await verifyAuditChain(db, null)).agrees, true);
  await tamper(
    `insert into audit_events (id, happened_at, name) overriding system value values (-5, now(), 'signed-in')`,
  );
  assert.deepEqual(await verifyAuditChain(db, null), { agrees: false, day: '2026-03-10', why: 'rows' });
  await tamper('delete from audit_events where id = -5');
  await tamper(`delete from audit_events where id = ${middle}`);
  assert.deepEqual(await verifyAuditChain(db, null), { agrees: false, day: '2026-03-13', why: 'rows' });
});

it('the command says so with exit code 1, and compares a hash that was printed', async () => {
  const environment = { DATABASE_URL: url, DATA_DIR: dataDirectory };
  const run = (...options: string[]) => runCommand('src/commands/audit-verify.ts', { options, environment });
  const wrong = await run();
  assert.equal(wrong.code, 1);
  assert.match(wrong.complained, /does not agree from 2026-03-13 on: its rows are not those that were sealed/);
  // Somebody who owns the tables may write all of it anew, but not what stands on paper.
  const [last] = await listNewestAuditSeals(db, 1);
  assert.ok(last);
  await owner.pool.query('alter table audit_seals disable trigger audit_seals_are_append_only');
  await owner.pool.query('delete from audit_seals');
  await owner.pool.query('alter table audit_seals enable trigger audit_seals_are_append_only');
  await seal('2026-03-17T04:00:00Z');
  const { code, said, complained } = await run();
  assert.equal(code, 0, complained);
  assert.match(said, /agrees with its seals: 7 days up to 2026-03-16\.\n2026-03-16 {2}[0-9a-f]{64}\n/);
  const printed = await run('2026-03-16', last.hash.slice(0, 32), last.hash.slice(32));
  assert.deepEqual([printed.code, /not the one that was printed/.test(printed.complained)], [1, true]);
  const typed = await run('2026-03-16', 'abc');
  assert.deepEqual([typed.code, /What was given is not right/.test(typed.complained)], [1, true]);
});
