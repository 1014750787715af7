import assert from 'node:assert/strict';
import { before, beforeEach, describe, it } from 'node:test';
import { carryOutRuns } from '../../../../../src/features/admin/retention/carry-out-runs.ts';
import { readCertificate } from '../../../../../src/features/admin/retention/certificate.ts';
import {
  type ArchivesAnswer,
  answerTransfer,
} from '../../../../../src/features/admin/retention/transfer/answer-transfer.ts';
import { sweepDocuments } from '../../../../../src/features/submissions/attachments/sweep-documents.ts';
import { insertFullDue, packedRun, proposeDue, TRANSFER } from '../../../../support/acts/retention.ts';
import { signUp } from '../../../../support/journeys.ts';
import { startPortal, type TestPortal, untilNoJobs } from '../../../../support/portal.ts';
import { actorOf, addColleague, type Colleague } from '../../../../support/staff.ts';

const RECEIVED: ArchivesAnswer = { kind: 'received', receipt: 'AGR 2026/1234' };
const NOT_TAKEN: ArchivesAnswer = { kind: 'not-taken', reason: 'Le format ne convient pas' };
let portal: TestPortal;
let email: string;
let sofia: Colleague;
before(async () => {
  portal = await startPortal();
  email = (await signUp(portal)).person.email;
  sofia = await addColleague(portal, 'administrator');
});
beforeEach(async () => {
  await rows(`update retention_run_submissions set outcome = 'run-refused' where outcome is null`);
  await rows('update submissions set closed_at = now() where destroyed_at is null');
});

const rows = async (text: string, values: unknown[] = []) => (await portal.app.db.pool.query(text, values)).rows;
const full = () => insertFullDue(portal, email, { slug: TRANSFER.slug });
const answer = async (id: string, said: ArchivesAnswer, by = sofia) =>
  answerTransfer(portal.app, { id, answer: said, by: await actorOf(portal, by) });
const downloaded = (run: string) => rows('update retention_runs set downloaded_at = now() where id = $1', [run]);
const rowOf = async (run: string) => (await rows('select * from retention_runs where id = $1', [run]))[0];
const keptOf = async ({ id }: { id: string }) =>
  (await rows('select destroyed_at is not null as gone, archived from submissions where id = $1', [id]))[0];
/** Writes the receipt by SQL, so that the portal's own job does not carry it out. */
const received = (run: string) =>
  rows(
    `update retention_runs set status = 'destroying', receipt = 'AGR 2026/1234', downloaded_at = now(), answered_by = $2,
       answered_by_name = 'Sofia Rossi', answered_at = now() where id = $1`,
    [run, sofia.id],
  );

describe('what the archives have received', () => {
  it('is destroyed here and marked as archived, with a certificate that names their ZIP and their receipt', async () => {
    const due = await full();
    const run = await packedRun(portal);
    await carryOutRuns(portal.app);
    assert.deepEqual(await keptOf(due), { gone: false, archived: false }, 'nothing before they have it');
    assert.equal(await answer(run, RECEIVED), 'not-downloaded');
    await downloaded(run);
    const { package_id: key, package_sha256: hash, package_bytes: bytes } = await rowOf(run);
    assert.equal(await answer(run, RECEIVED), 'answered');
    await untilNoJobs(portal);
    assert.deepEqual(await keptOf(due), { gone: true, archived: true });
    const row = await rowOf(run);
    assert.deepEqual([row.status, row.package_id], ['done', null]);
    const certificate = readCertificate(row.certificate);
    assert.ok(certificate.format === 2);
    const { sha256, receipt, received: by } = certificate.transfer;
    assert.deepEqual([sha256, receipt, by.name], [hash.toString('hex'), 'AGR 2026/1234', 'Sofia Rossi']);
    assert.deepEqual([certificate.transfer.bytes, certificate.counts.documents], [Number(bytes), 2]);
    assert.deepEqual(
      certificate.destroyed.map(({ reference }) => reference),
      [due.reference],
    );
    await sweepDocuments({ ...portal.app, clock: { now: () => new Date(Date.now() + 2 * 86_400_000) } });
    await assert.rejects(portal.app.storage.open(key));
    assert.equal(await answer(run, RECEIVED), 'answered', 'pressed twice');
    assert.equal(await answer(run, NOT_TAKEN), 'gone');
    assert.equal(await answer(run, RECEIVED, await addColleague(portal, 'administrator')), 'gone');
  });

  it('stays where something was written to it after it was packed, and the certificate says so', async () => {
    const [told, noted, sent, opened] = [await full(), await full(), await full(), await full()];
    const run = await packedRun(portal);
    await rows(`insert into submission_messages (submission_id, text) values ($1, 'Encore une question')`, [told.id]);
    await rows(`insert into submission_notes (submission_id, staff_member_id, text) values ($1, $2, 'Rappelée')`, [
      noted.id,
      sofia.id,
    ]);
    await rows(`update attachments set state = 'unscanned' where submission_id = $1`, [sent.id]);
    await rows(`insert into submission_events (submission_id, name, detail) values ($1, 'opened', '{}')`, [opened.id]);
    await received(run);
    await carryOutRuns(portal.app);
    const certificate = readCertificate((await rowOf(run)).certificate);
    assert.ok(certificate.format === 2);
    const changed = [told, noted, sent].map(({ reference }) => reference);
    assert.deepEqual(certificate.changed, changed.toSorted());
    assert.deepEqual([certificate.destroyed.length, certificate.counts.kept, certificate.kept], [1, 3, []]);
    assert.deepEqual(await keptOf(opened), { gone: true, archived: true });
    for (const one of [told, noted, sent]) assert.deepEqual(await keptOf(one), { gone: false, archived: false });
    await proposeDue(portal, sofia, TRANSFER);
  });

  it('goes on where a process was killed while it destroyed', async () => {
    for (let nth = 0; nth < 3; nth += 1) await full();
    const run = await packedRun(portal);
    await received(run);
    let turns = 0;
    const now = () => {
      turns += 1;
      if (turns > 1) throw new Error('killed');
      return new Date();
    };
    await assert.rejects(carryOutRuns({ ...portal.app, clock: { now } }), /killed/);
    assert.ok((await rowOf(run)).package_id, 'kept as long as it is not over');
    await Promise.all([carryOutRuns(portal.app), carryOutRuns(portal.app)]);
    const certificate = readCertificate((await rowOf(run)).certificate);
    assert.deepEqual([certificate.counts.destroyed, certificate.counts.kept], [3, 0]);
  });
});

describe('what the archives do not take', () => {
  it('stays, may be proposed again, and its package goes', async () => {
    const due = await full();
    const run = await packedRun(portal);
    const { package_id: key } = await rowOf(run);
    assert.deepEqual(await Promise.all([answer(run, NOT_TAKEN), answer(run, NOT_TAKEN)]), ['answered', 'answered']);
    const { status, refusal, package_id: left } = await rowOf(run);
    assert.deepEqual([status, refusal, left], ['not-taken', 'Le format ne convient pas', null]);
    assert.equal(await answer(run, RECEIVED), 'gone');
    await carryOutRuns(portal.app);
    assert.deepEqual(await keptOf(due), { gone: false, archived: false });
    await sweepDocuments({ ...portal.app, clock: { now: () => new Date(Date.now() + 2 * 86_400_000) } });
    await assert.rejects(portal.app.storage.open(key));
    await proposeDue(portal, sofia, TRANSFER);
    const events = await rows(`select name from audit_events where details ->> 'run' = $1 order by id`, [run]);
    assert.deepEqual(
      events.map(({ name }) => name),
      ['retention-proposed', 'retention-judged', 'retention-packed', 'retention-answered'],
    );
  });

  it('can be said while it is still packed, and of nothing that nobody confirmed', async () => {
    await full();
    const run = await proposeDue(portal, sofia, TRANSFER);
    for (const said of [RECEIVED, NOT_TAKEN]) assert.equal(await answer(run, said), 'gone');
    await rows(
      `update retention_runs set status = 'packing', judged_by = $2, judged_by_name = 'Jeanne', judged_at = now()
       where id = $1`,
      [run, (await addColleague(portal, 'administrator')).id],
    );
    assert.equal(await answer(run, RECEIVED), 'not-downloaded');
    assert.equal(await answer(run, NOT_TAKEN), 'answered');
  });
});
