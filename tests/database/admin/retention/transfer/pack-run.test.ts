import assert from 'node:assert/strict';
import { createHash, randomUUID } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { before, beforeEach, describe, it } from 'node:test';
import { judgeRun } from '../../../../../src/features/admin/retention/judge-run.ts';
import { packRun, takeUpPacking } from '../../../../../src/features/admin/retention/transfer/pack-run.ts';
import type { PackingApp } from '../../../../../src/features/admin/retention/transfer/package-entries.ts';
import { loadDefinitions } from '../../../../../src/features/procedures/definitions.ts';
import { publishProcedures } from '../../../../../src/features/procedures/versions/publish-procedures.ts';
import { sweepDocuments } from '../../../../../src/features/submissions/attachments/sweep-documents.ts';
import { uploadsFolder } from '../../../../../src/features/submissions/attachments/uploads-folder.ts';
import { listStoredDocuments } from '../../../../../src/features/submissions/stored/stored-documents.repository.ts';
import { StorageUnavailable } from '../../../../../src/platform/storage/storage.ts';
import { insertDue, insertFullDue, proposeDue, TRANSFER } from '../../../../support/acts/retention.ts';
import { unzip } from '../../../../support/files/unzip.ts';
import { signUp } from '../../../../support/journeys.ts';
import { startPortal, type TestPortal, untilNoJobs } from '../../../../support/portal.ts';
import { actorOf, addColleague, type Colleague } from '../../../../support/staff.ts';

let portal: TestPortal;
let app: PackingApp & TestPortal['app'];
let email: string;
let sofia: Colleague;
let jeanne: Colleague;
before(async () => {
  portal = await startPortal();
  app = { ...portal.app, procedures: await publishProcedures(portal.app, loadDefinitions()) };
  email = (await signUp(portal)).person.email;
  sofia = await addColleague(portal, 'administrator');
  jeanne = await addColleague(portal, 'administrator');
});
beforeEach(async () => {
  const given = `update retention_run_submissions set outcome = 'run-refused' where outcome is null`;
  await rows(given);
  await rows('update submissions set closed_at = now() where destroyed_at is null');
});

const rows = async (text: string, values: unknown[] = []) => (await portal.app.db.pool.query(text, values)).rows;
const full = () => insertFullDue(portal, email, { slug: TRANSFER.slug });
/** Confirms by SQL, so that the portal's own job does not pack it. */
async function confirmed(): Promise<string> {
  const run = await proposeDue(portal, sofia, TRANSFER);
  await rows(
    `update retention_runs set status = 'packing', judged_by = $2, judged_by_name = 'Jeanne Claes', judged_at = now()
     where id = $1`,
    [run, jeanne.id],
  );
  return run;
}
const rowOf = async (run: string) => (await rows('select * from retention_runs where id = $1', [run]))[0];
async function packageOf(run: string) {
  const { package_id: key } = await rowOf(run);
  const zip = await buffer(await portal.app.storage.open(key));
  const entries = new Map(unzip(zip).map(({ name, content }) => [name, content]));
  const json = (name: string) => JSON.parse(String(entries.get(name)));
  return { zip, entries, json, inventory: json('inventory.json') };
}
const sha256 = (content: Buffer) => createHash('sha256').update(content).digest('hex');
const storedKeys = async () => {
  const keys: string[] = [];
  for await (const { key } of portal.app.storage.list()) keys.push(key);
  return keys;
};
/** The rows of the inventory that is read by people, without its mark and its heading. */
const linesOf = (csv: Buffer | undefined) =>
  String(csv)
    .trim()
    .split('\r\n')
    .slice(1)
    .map((line) => line.split(';'));

describe('what the archives are to receive', () => {
  it('is packed with all that each request holds, and an inventory, and nothing is destroyed', async () => {
    const due = await full();
    const answers = {
      motive: 'Vélo cargo pour Joséphine',
      nationalNumber: { sealed: app.sealing.seal('draft-answer', { of: due.id, number: '85073003328' }, null) },
    };
    await rows('update submissions set answers = $2 where id = $1', [due.id, JSON.stringify(answers)]);
    const run = await proposeDue(portal, sofia, TRANSFER);
    assert.equal(
      await judgeRun(portal.app, {
        id: run,
        refusal: null,
        by: await actorOf(portal, jeanne),
      }),
      'judged',
    );
    await untilNoJobs(portal);
    const row = await rowOf(run);
    assert.deepEqual([row.status, row.packed_requests, row.package_lacks], ['packed', 1, 0]);
    const { zip, entries, json, inventory } = await packageOf(run);
    assert.deepEqual([sha256(zip), zip.length], [row.package_sha256.toString('hex'), Number(row.package_bytes)]);
    const folder = due.written;
    assert.deepEqual(
      [...entries.keys()],
      [
        ...['request.json', 'receipt.pdf', 'documents/plan.pdf', 'issued/Autorisation.pdf'].map(
          (one) => `${folder}/${one}`,
        ),
        'inventory.csv',
        'inventory.json',
      ],
    );
    const record = json(`${folder}/request.json`);
    assert.equal(record.answers.nationalNumber, '85073003328');
    assert.deepEqual(
      record.messages.map(({ text }: { text: string }) => text),
      ['Joséphine a déménagé'],
    );
    assert.deepEqual(
      record.notes.map(({ text }: { text: string }) => text),
      ['Joséphine est connue'],
    );
    assert.ok(record.events.some(({ reason }: { reason?: string }) => reason === 'Joséphine a renoncé'));
    assert.match(String(entries.get(`${folder}/receipt.pdf`)), /^%PDF-/);
    const [request] = inventory.requests;
    assert.deepEqual(
      [request.reference, request.department, request.outcome, inventory.counts.lacking],
      [folder, 'town-planning', 'delivered', 0],
    );
    for (const { file, bytes, sha256: hash } of request.files) {
      const content = entries.get(file) ?? Buffer.alloc(0);
      assert.deepEqual([content.length, sha256(content)], [bytes, hash], file);
    }
    assert.deepEqual(
      linesOf(entries.get('inventory.csv')).map((line) => [line[0], line[5], line[6], line[9], line[11]]),
      request.files.map(({ kind, sha256: hash }: { kind: string; sha256: string }) => {
        const kinds: Record<string, string> = {
          record: 'Demande / Aanvraag',
          receipt: 'Accusé de réception / Ontvangstbewijs',
          joined: 'Pièce jointe / Bijlage',
          issued: 'Document délivré / Afgeleverd document',
        };
        return [folder, 'Délivrée / Afgeleverd', kinds[kind], hash, 'Complet / Volledig'];
      }),
    );
    assert.deepEqual(await rows('select answers from submissions where id = $1', [due.id]), [{ answers }]);
  });

  it('is packed again, whole, where the storage went away or a process was killed, and leaves nothing behind', async () => {
    await full();
    await full();
    const run = await confirmed();
    const before = await storedKeys();
    let opened = 0;
    const open: typeof app.storage.open = (key) => {
      opened += 1;
      if (opened > 2) throw new StorageUnavailable('away', { full: false, cause: null });
      return portal.app.storage.open(key);
    };
    await assert.rejects(packRun({ ...app, storage: { ...app.storage, open } }, { id: run }), /away/);
    const broken = () => Promise.resolve(Readable.from(failing()));
    await assert.rejects(packRun({ ...app, storage: { ...app.storage, open: broken } }, { id: run }), /killed/);
    const full_ = () => Promise.reject(new StorageUnavailable('full', { full: true, cause: null }));
    await assert.rejects(packRun({ ...app, storage: { ...app.storage, keep: full_ } }, { id: run }), /full/);
    assert.deepEqual([(await rowOf(run)).status, await storedKeys()], ['packing', before]);
    assert.deepEqual(await readdir(uploadsFolder(app)), []);
    await packRun(app, { id: run });
    const { inventory } = await packageOf(run);
    assert.deepEqual([inventory.counts.requests, inventory.counts.lacking], [2, 0]);
    const { package_id: key } = await rowOf(run);
    await packRun(app, { id: run });
    assert.equal((await rowOf(run)).package_id, key, 'a job done twice changes nothing');
  });

  it('is one package where two jobs make it at once, and that one is in a backup and outlives the sweep', async () => {
    await full();
    const run = await confirmed();
    const before = new Set(await storedKeys());
    await Promise.all([packRun(app, { id: run }), packRun(app, { id: run })]);
    const { package_id: key, package_sha256: hash } = await rowOf(run);
    assert.deepEqual(
      (await storedKeys()).filter((one) => !before.has(one)),
      [key],
    );
    assert.equal(sha256((await packageOf(run)).zip), hash.toString('hex'));
    const stored = await listStoredDocuments(portal.app.db);
    assert.deepEqual(stored.find((one) => one.key === key)?.sha256, hash.toString('hex'));
    await sweepDocuments({ ...app, clock: { now: () => new Date(Date.now() + 2 * 86_400_000) } });
    assert.equal(sha256((await packageOf(run)).zip), hash.toString('hex'));
  });

  it('says which documents lack or are altered, and goes on', async () => {
    const [lost, altered] = [await full(), await full()];
    await portal.app.storage.remove(lost.attachment);
    await rows(`update attachments set sha256 = sha256('else') where id = $1`, [altered.attachment]);
    await rows(`update attachments set state = 'infected' where id = $1`, [(await full()).attachment]);
    const run = await confirmed();
    await packRun(app, { id: run });
    assert.equal((await rowOf(run)).package_lacks, 3);
    const { entries, inventory } = await packageOf(run);
    const joined = inventory.requests.map(({ reference, files }: { reference: string; files: { kind: string }[] }) => [
      reference,
      files.find(({ kind }) => kind === 'joined'),
    ]);
    const { [lost.written]: none, [altered.written]: other } = Object.fromEntries(joined);
    assert.deepEqual(
      [none.state, none.file, entries.has(`${lost.written}/documents/plan.pdf`)],
      ['lacking', null, false],
    );
    assert.deepEqual([other.state, entries.has(other.file)], ['altered', true]);
  });

  it('lacks what was reopened since it was confirmed, which is free again', async () => {
    const [reopened, kept] = [await full(), await full()];
    const run = await confirmed();
    await rows(`update submissions set status = 'in-progress', closed_at = null where id = $1`, [reopened.id]);
    await packRun(app, { id: run });
    const { inventory } = await packageOf(run);
    assert.deepEqual(
      inventory.requests.map(({ reference }: { reference: string }) => reference),
      [kept.written],
    );
    const lines = await rows('select submission_id as id, outcome from retention_run_submissions where run_id = $1', [
      run,
    ]);
    assert.deepEqual(Object.fromEntries(lines.map(({ id, outcome }) => [id, outcome])), {
      [reopened.id]: 'not-due',
      [kept.id]: null,
    });
  });

  it('is no more at once than one can hand over', async () => {
    const many = [await insertDue(portal, { email, slug: TRANSFER.slug }), await full(), await full(), await full()];
    const [small = many[0], ...large] = many;
    for (const { id } of large) await rows('update attachments set bytes = 1500000000 where submission_id = $1', [id]);
    const run = await confirmed();
    const frozen = await rows('select submission_id as id from retention_run_submissions where run_id = $1', [run]);
    assert.deepEqual(new Set(frozen.map(({ id }) => id)), new Set([small?.id, large[0]?.id, large[1]?.id]));
  });

  it('is taken up again where its job was dropped, once', async () => {
    await full();
    const run = await confirmed();
    const jobs = () => rows('select id from graphile_worker.jobs where key = $1', [`pack-transfer-${run}`]);
    await rows(
      `select graphile_worker.add_job('pack-transfer', json_build_object('id', $1::text), job_key => $2,
      run_at => now() + interval '1 day')`,
      [run, `pack-transfer-${run}`],
    );
    const [waiting] = await jobs();
    await takeUpPacking(app);
    assert.deepEqual(await jobs(), [waiting], 'the one that waits stays');
    await rows('select graphile_worker.remove_job($1)', [`pack-transfer-${run}`]);
    await takeUpPacking(app);
    await untilNoJobs(portal);
    assert.equal((await rowOf(run)).status, 'packed');
  });
});

async function* failing() {
  yield Buffer.from('%PDF-1.4');
  throw new Error('killed');
}

it('nothing of a transfer is destroyed without a receipt of the archives: Postgres says so', async () => {
  await full();
  const run = await confirmed();
  await packRun(app, { id: run });
  for (const change of [
    `status = 'destroying'`,
    `status = 'destroying', receipt = 'AGR 1', answered_by = judged_by, answered_by_name = 'Jeanne', answered_at = now()`,
    `status = 'done', done_at = now(), certificate = '{}'`,
    'package_id = null',
  ]) {
    await assert.rejects(
      rows(`update retention_runs set ${change} where id = $1`, [run]),
      /violates check constraint/,
      change,
    );
  }
  const destroying = `update retention_runs set status = 'packing', judged_by = proposed_by where id = $1`;
  await assert.rejects(rows(destroying, [run]), /violates check constraint/);
  assert.equal((await rowOf(run)).status, 'packed');
  await packRun(app, { id: randomUUID() });
});
