import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { type IncomingMessage, request } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { before, it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { sealFormToken } from '../../../../src/features/submissions/filing/form-token.ts';
import { atTheEnd } from '../../../support/cleanup.ts';
import { startPortal, type TestPortal, untilNoJobs } from '../../../support/portal.ts';
import { type Door, proxied, startProcess } from '../../../support/processes/server-process.ts';
import { confirmedCitizen, filingForm, readyDraft } from '../../../support/submissions/filing.ts';
import { until } from '../../../support/until.ts';

const KILLS = 6;
const CITIZENS = 3;
const DRAFTS_EACH = 400;

type Ready = { id: string; cookie: string; body: string };
let portal: TestPortal;
let folder = '';
const ready: Ready[] = [];

before(async () => {
  portal = await startPortal();
  folder = await mkdtemp(path.join(tmpdir(), 'killed-'));
  atTheEnd(() => rm(folder, { recursive: true, force: true }));
  for (let one = 0; one < CITIZENS; one += 1) ready.push(...(await manyDrafts()));
});

/** One draft filled in by the pages, and its copies; what files each of them. */
async function manyDrafts(): Promise<Ready[]> {
  const { visitor } = await confirmedCitizen(portal);
  const draft = await readyDraft(visitor);
  const fields = new URLSearchParams((await filingForm(visitor, draft)).map(({ name, value }) => [name, value]));
  const { rows } = await portal.app.db.pool.query(
    `insert into drafts (citizen_id, slug, version, answers, revision, step_revisions, language)
     select citizen_id, slug, version, answers, revision, step_revisions, language
     from drafts, generate_series(1, ${DRAFTS_EACH}) where id = $1
     returning id, revision`,
    [draft.split('/').at(-1)],
  );
  const copies = z.array(z.object({ id: z.uuid(), revision: z.number() })).parse(rows);
  return copies.map(({ id, revision }) => {
    fields.set('formToken', sealFormToken(portal.app, { id, revision }));
    const cookie = ['session', '__Host-session'].map((name) => `${name}=${visitor.cookie('session')}`).join('; ');
    return { id, cookie, body: fields.toString() };
  });
}

/** Posts the form of a draft, and returns the reference. Null when the answer never came. */
async function post({ port, host }: Door, { id, cookie, body }: Ready): Promise<string | null> {
  const type = { 'content-type': 'application/x-www-form-urlencoded', 'content-length': Buffer.byteLength(body) };
  const headers = { ...type, ...proxied(host), cookie };
  const asked = request({ port, path: `/fr/drafts/${id}/check`, method: 'POST', headers }).end(body);
  const answer = await once(asked, 'response').then(
    ([response]) => response as IncomingMessage,
    () => null,
  );
  if (answer === null) return null;
  assert.equal(answer.statusCode, 303);
  answer.on('error', () => {}).resume();
  return (answer.headers.location ?? '').split('/').at(-1)?.replaceAll('-', '') ?? '';
}

it('what was acknowledged exists, once, though the portal is killed again and again while people file', async (t) => {
  const acknowledged = new Map<string, string>();
  const cut = new Set<Ready>();
  const waiting = [...ready];
  const file = async (door: Door, one: Ready) => {
    const reference = await post(door, one);
    if (reference === null) {
      cut.add(one);
      return false;
    }
    acknowledged.set(one.id, reference);
    return true;
  };
  const living = await runners();
  for (let kill = 0; kill < KILLS; kill += 1) {
    const { door, child } = await startProcess(portal, folder);
    const earlier = acknowledged.size;
    const people = Array.from({ length: 6 }, async () => {
      for (let one = waiting.pop(); one !== undefined; one = waiting.pop()) if (!(await file(door, one))) return;
    });
    await until(() => acknowledged.size > earlier + 5, 'somebody has filed');
    await pause(Math.random() * 500);
    child.kill('SIGKILL');
    await once(child, 'exit');
    await Promise.all(people);
  }
  assert.ok(cut.size > 0, 'no post was cut');
  const before = await count(cut);
  // Whoever had no answer presses again, by another process.
  const { port, host } = new URL(portal.origin);
  for (const one of cut) assert.ok(await file({ port: Number(port), host }, one));
  // The process of development also files the requests of the demonstration: only those of these drafts count.
  const { rows } = await portal.app.db.pool.query(
    `select submissions.id, reference, (select count(*)::int from submission_events where submission_id = submissions.id) as events,
      exists (select from drafts where drafts.id = submissions.id) as draft
    from submissions where id = any($1::uuid[])`,
    [ready.map(({ id }) => id)],
  );
  const kept = new Map(rows.map(({ id, reference }) => [id, reference]));
  const lost = [...acknowledged].filter(([id, reference]) => kept.get(id) !== reference);
  t.diagnostic(
    `${KILLS} kills, ${acknowledged.size} references acknowledged, ${rows.length} rows; ${cut.size} answers cut, of which ${before} were filed`,
  );
  assert.deepEqual(lost, [], 'acknowledged and lost');
  assert.equal(rows.length, acknowledged.size, 'filed without anybody being told a reference');
  assert.deepEqual(
    rows.filter(({ events, draft }) => events !== 1 || draft),
    [],
    'half filed',
  );
  // What the killed processes held is taken over once they have not been seen for a while.
  await portal.app.db.pool.query(`update job_runners set seen_at = now() - interval '1 hour' where id <> all($1)`, [
    living,
  ]);
  await untilNoJobs(portal);
});

/** Who runs jobs, as each process tells the database now and then. */
async function runners(): Promise<string[]> {
  await until(async () => (await listRunners()).length > 0, 'the process of the test has told that it runs jobs');
  return listRunners();
}

const listRunners = async () =>
  (await portal.app.db.pool.query('select id from job_runners')).rows.map(({ id }) => String(id));

async function count(asked: ReadonlySet<Ready>): Promise<number> {
  const ids = [...asked].map(({ id }) => id);
  const found = await portal.app.db.pool.query('select from submissions where id = any($1::uuid[])', [ids]);
  return found.rowCount ?? 0;
}
