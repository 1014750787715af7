import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { carryOutRuns } from '../../../../src/features/admin/retention/carry-out-runs.ts';
import { readCertificate } from '../../../../src/features/admin/retention/certificate.ts';
import { judgeRun } from '../../../../src/features/admin/retention/judge-run.ts';
import { sweepDocuments } from '../../../../src/features/submissions/attachments/sweep-documents.ts';
import { listStoredDocuments } from '../../../../src/features/submissions/stored/stored-documents.repository.ts';
import { insertDue, insertFullDue, proposeDue } from '../../../support/acts/retention.ts';
import { signUp } from '../../../support/journeys.ts';
import { startPortal, type TestPortal, untilNoJobs } from '../../../support/portal.ts';
import { actorOf, addColleague, type Colleague } from '../../../support/staff.ts';

let portal: TestPortal;
let email: string;
let sofia: Colleague;
let jeanne: Colleague;
before(async () => {
  portal = await startPortal();
  email = (await signUp(portal)).person.email;
  sofia = await addColleague(portal, 'administrator');
  jeanne = await addColleague(portal, 'administrator');
});

const rows = async (text: string, values: unknown[] = []) => (await portal.app.db.pool.query(text, values)).rows;
const judge = async (id: string, colleague: Colleague, refusal: string | null = null) =>
  judgeRun(portal.app, { id, refusal, by: await actorOf(portal, colleague) });
/** Confirms by SQL, so that the portal's own job does not carry it out. */
const confirm = (run: string) =>
  rows(
    `update retention_runs set status = 'destroying', judged_by = $2, judged_by_name = 'Jeanne Claes', judged_at = now()
     where id = $1`,
    [run, jeanne.id],
  );
const outcomesOf = async (run: string): Promise<(string | null)[]> => {
  const lines = await rows(
    `select outcome from retention_run_submissions join submissions on submissions.id = submission_id
     where run_id = $1 order by submission_id`,
    [run],
  );
  return lines.map(({ outcome }) => outcome);
};
const certificateOf = async (run: string) => {
  const [found] = await rows('select certificate from retention_runs where id = $1', [run]);
  return readCertificate(found.certificate);
};

describe('what two administrators let go', () => {
  it('is emptied of all that was written and of whom it names, and keeps that it happened', async () => {
    const due = await insertFullDue(portal, email);
    const run = await proposeDue(portal, sofia);
    assert.equal(await judge(run, jeanne), 'judged');
    await untilNoJobs(portal);
    const [kept] = await rows('select * from submissions where id = $1', [due.id]);
    assert.deepEqual([kept.reference, kept.status, kept.archived], [due.reference, 'delivered', false]);
    assert.deepEqual([kept.first_name, kept.last_name, kept.email, kept.answers], [null, null, null, {}]);
    const events = await rows('select name, detail from submission_events where submission_id = $1 order by id', [
      due.id,
    ]);
    assert.deepEqual(
      events.map(({ name }) => name),
      ['filed', 'closed', 'payment-received'],
    );
    assert.deepEqual(events.at(-1).detail, { receivedOn: '1965-01-02', amountCents: 500 });
    const tables = await rows(
      `select table_name as name from information_schema.columns
       where table_schema = 'public' and column_name in ('submission_id', 'email', 'text', 'detail') group by 1`,
    );
    for (const { name } of tables) {
      const left = await rows(`select 1 from ${name} t where t::text ~* 'jos[eé]phine'`);
      assert.deepEqual(left, [], name);
    }
    for (const table of [
      'attachments',
      'issued_documents',
      'submission_messages',
      'submission_notes',
      'submission_words',
    ]) {
      assert.deepEqual(await rows(`select 1 from ${table} where submission_id = $1`, [due.id]), [], table);
    }
    const { counts, destroyed } = await certificateOf(run);
    assert.deepEqual([counts.destroyed, counts.kept, counts.documents], [1, 0, 2]);
    assert.deepEqual(
      destroyed.map(({ reference, documents }) => [reference, documents.length]),
      [[due.reference, 2]],
    );
    assert.deepEqual(await listStoredDocuments(portal.app.db), []);
    await sweepDocuments({ ...portal.app, clock: { now: () => new Date(Date.now() + 2 * 86_400_000) } });
    for await (const { key } of portal.app.storage.list()) assert.fail(`${key} is still stored`);
  });

  it('goes on where a process was killed, and nothing is destroyed twice', async () => {
    for (let nth = 0; nth < 4; nth += 1) await insertFullDue(portal, email);
    const run = await proposeDue(portal, sofia);
    await confirm(run);
    let turns = 0;
    const now = () => {
      turns += 1;
      if (turns > 2) throw new Error('killed');
      return new Date();
    };
    await assert.rejects(carryOutRuns({ ...portal.app, clock: { now } }), /killed/);
    assert.deepEqual(await outcomesOf(run), ['destroyed', 'destroyed', null, null]);
    assert.deepEqual(await rows('select certificate from retention_runs where id = $1', [run]), [
      { certificate: null },
    ]);
    await Promise.all([carryOutRuns(portal.app), carryOutRuns(portal.app)]);
    assert.deepEqual(await outcomesOf(run), Array(4).fill('destroyed'));
    assert.equal((await certificateOf(run)).counts.documents, 8);
    const written = await rows(
      `select 1 from audit_events where name = 'retention-carried-out' and details ->> 'run' = $1`,
      [run],
    );
    assert.equal(written.length, 1);
  });

  it('holds up neither the others of its run nor another run when one cannot be destroyed', async () => {
    const [stuck, gone] = [await insertFullDue(portal, email), await insertFullDue(portal, email)];
    const first = await proposeDue(portal, sofia);
    await confirm(first);
    await insertFullDue(portal, email);
    const second = await proposeDue(portal, sofia);
    await confirm(second);
    const holder = await portal.app.db.pool.connect();
    try {
      await holder.query('begin');
      await holder.query('select 1 from submissions where id = $1 for update', [stuck.id]);
      await assert.rejects(carryOutRuns(portal.app), new RegExp(`not destroyed: ${stuck.id} \\(`));
      await holder.query('rollback');
    } finally {
      holder.release();
    }
    const [other] = await rows('select destroyed_at is not null as gone from submissions where id = $1', [gone.id]);
    assert.ok(other.gone);
    assert.equal((await certificateOf(second)).counts.destroyed, 1);
    assert.deepEqual(await rows('select certificate from retention_runs where id = $1', [first]), [
      { certificate: null },
    ]);
    await carryOutRuns(portal.app);
    assert.equal((await certificateOf(first)).counts.destroyed, 2);
  });

  it('leaves alone what was reopened after it was confirmed', async () => {
    const [reopened, gone] = [await insertFullDue(portal, email), await insertFullDue(portal, email)];
    const run = await proposeDue(portal, sofia);
    await confirm(run);
    await rows(`update submissions set status = 'in-progress', closed_at = null where id = $1`, [reopened.id]);
    await carryOutRuns(portal.app);
    const [kept] = await rows('select answers, destroyed_at from submissions where id = $1', [reopened.id]);
    assert.deepEqual(kept, { answers: { motive: 'Vélo cargo pour Joséphine' }, destroyed_at: null });
    const { counts, kept: references } = await certificateOf(run);
    assert.deepEqual([counts.destroyed, counts.kept, references], [1, 1, [reopened.reference]]);
    const [other] = await rows('select destroyed_at is not null as gone from submissions where id = $1', [gone.id]);
    assert.ok(other.gone);
  });

  it('is confirmed by somebody else, also from two tabs at once, and Postgres says so too', async () => {
    await insertDue(portal, { email });
    const run = await proposeDue(portal, sofia);
    assert.deepEqual(await Promise.all([judge(run, sofia), judge(run, sofia)]), ['self', 'self']);
    const alone = rows(
      `update retention_runs set status = 'destroying', judged_by = proposed_by, judged_by_name = 'Sofia', judged_at = now()
       where id = $1`,
      [run],
    );
    await assert.rejects(alone, /retention_runs_are_confirmed_by_another/);
    const answers = await Promise.all([judge(run, jeanne, 'Un recours est pendant'), judge(run, jeanne)]);
    assert.deepEqual(answers.toSorted(), ['gone', 'judged']);
    await untilNoJobs(portal);
  });

  it('is proposed once by two administrators at the same time, and again once it was refused', async () => {
    const due = await insertDue(portal, { email });
    const tries = await Promise.allSettled([proposeDue(portal, sofia), proposeDue(portal, jeanne)]);
    const [run, ...more] = tries.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    assert.ok(run !== undefined && more.length === 0);
    assert.equal(await judge(run, await addColleague(portal, 'administrator'), 'Pas encore'), 'judged');
    assert.deepEqual(new Set(await outcomesOf(run)), new Set(['run-refused']));
    const again = await proposeDue(portal, sofia);
    await confirm(again);
    await carryOutRuns(portal.app);
    assert.ok((await certificateOf(again)).destroyed.some(({ reference }) => reference === due.reference));
  });
});

it('the timeline of a request cannot be emptied without a run that two people let go, nor a certificate deleted', async () => {
  const due = await insertFullDue(portal, email);
  await rows('select empty_events_of_destroyed_submission($1)', [due.id]);
  const [closed] = await rows(`select detail from submission_events where submission_id = $1 and name = 'closed'`, [
    due.id,
  ]);
  assert.deepEqual(closed.detail, { reason: 'Joséphine a renoncé' });
  for (const table of ['retention_runs', 'retention_run_submissions', 'destroyed_documents']) {
    await assert.rejects(rows(`delete from ${table}`), /permission denied/, table);
  }
});
