import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { insertExport } from '../../../../../src/features/admin/submissions/export/exports.repository.ts';
import { makeExport } from '../../../../../src/features/admin/submissions/export/make-export.ts';
import { sweepExports } from '../../../../../src/features/admin/submissions/export/sweep-exports.ts';
import { loadDefinitions } from '../../../../../src/features/procedures/definitions.ts';
import type { Procedures } from '../../../../../src/features/procedures/versions/procedures.ts';
import { publishProcedures } from '../../../../../src/features/procedures/versions/publish-procedures.ts';
import { fillDatabase } from '../../../../support/database.ts';
import { signUp, text } from '../../../../support/journeys.ts';
import { untilWaiting } from '../../../../support/locks.ts';
import { startPortal, type TestPortal } from '../../../../support/portal.ts';
import { type Colleague, signInColleague } from '../../../../support/staff.ts';
import { insertSubmission } from '../../../../support/submissions/submitted.ts';
import { until } from '../../../../support/until.ts';
import type { Visitor } from '../../../../support/visitor.ts';

const ROWS = 20_001;
let portal: TestPortal;
let nadia: Visitor;
let colleague: Colleague;
before(async () => {
  portal = await startPortal();
  ({ visitor: nadia, colleague } = await signInColleague(portal, 'agent', ['festivities', 'rooms']));
  procedures = await publishProcedures(portal.app, loadDefinitions());
  const { email } = (await signUp(portal)).person;
  await insertSubmission(portal.app.db, { email });
  await fillDatabase(
    portal.databaseUrl,
    `insert into submissions (id, reference, slug, version, answers, status, language, filed_at, department)
     select gen_random_uuid(), lpad((70000000000 + n)::text, 11, '0'), slug, version, '{}', 'closed', 'fr', now(), department
     from generate_series(1, ${ROWS}) n, (select slug, version, department from submissions limit 1) one`,
  );
});

const ADDRESS = '/fr/admin/submissions/export.csv?status=closed';
const idIn = (location: string | null) => /exports\/([0-9a-f-]{36})$/.exec(location ?? '')?.[1] ?? '';
let procedures: Procedures;
const make = (id: string) => makeExport({ ...portal.app, procedures }, { id });
/** One that no job makes, so that the test says when. */
async function begun(language: 'fr' | 'nl' | 'en' = 'fr', agentId = colleague.id) {
  const asked = { agentId, format: 'csv', query: '?status=closed', language } as const;
  const { id } = await portal.app.db.transaction((tx) => insertExport(tx, asked));
  return { id, location: `/fr/admin/submissions/exports/${id}` };
}
const eventsOf = async (id: string) => {
  const { rows } = await portal.app.db.pool.query(
    `select name from audit_events where staff_member_id = $1 and details ->> 'export' = $2 order by id`,
    [colleague.id, id],
  );
  return rows.map(({ name }) => name);
};

describe('a list of more than 20,000 submissions', () => {
  it('is made in the background, once, and downloaded from its page by who asked', async () => {
    const { status, location } = await nadia.open(ADDRESS);
    assert.equal(status, 303);
    const id = idIn(location);
    assert.equal(idIn((await nadia.open(ADDRESS)).location), id, 'pressed twice is made once');
    await until(async () => (await nadia.open(location ?? '')).html.includes('/file"'), 'the file');
    assert.match(text(nadia.page.html), /Le fichier est prêt\s*: 20.001 demandes/);
    const file = await nadia.open(`${location}/file`);
    assert.match(file.headers.get('content-disposition') ?? '', /filename=demandes-\d{4}-\d\d-\d\d\.csv/);
    assert.equal(new Set(file.html.trim().split('\r\n')).size, ROWS + 1);
    assert.deepEqual(await eventsOf(id), ['submissions-export-begun', 'submissions-export-downloaded']);
    const { visitor: karim } = await signInColleague(portal, 'agent', ['festivities', 'rooms']);
    for (const page of [location ?? '', `${location}/file`]) assert.equal((await karim.open(page)).status, 404);
  });

  it('is handed out only while one works for the same departments', async () => {
    const { id, location } = await begun();
    await make(id);
    const { pool } = portal.app.db;
    await pool.query(`delete from staff_departments where staff_member_id = $1 and department = 'rooms'`, [
      colleague.id,
    ]);
    for (const page of [location, `${location}/file`]) assert.equal((await nadia.open(page)).status, 404);
    const { id: other, location: narrower } = await begun();
    await pool.query('delete from staff_departments where staff_member_id = $1', [colleague.id]);
    await make(other);
    await pool.query(
      `insert into staff_departments (staff_member_id, department) values ($1, 'festivities'), ($1, 'rooms')`,
      [colleague.id],
    );
    assert.match(text((await nadia.open(narrower)).html), /n’a pas pu être préparé/);
    assert.equal((await nadia.open(`${narrower}/file`)).status, 404);
    assert.equal((await nadia.open(`${location}/file`)).status, 200);
  });

  it('that was cut is begun again, and what failed says so', async () => {
    const { id, location } = await begun();
    const { html: waiting } = await nadia.open(location);
    assert.match(text(waiting), /son fichier est préparé.*comptées.*Actualiser/s);
    assert.match(waiting, /data-under-way/);
    assert.equal((await nadia.open(`${location}/file`)).status, 404, 'not ready yet');
    const away = { ...portal.app.storage, keep: () => Promise.reject(new Error('the disk is gone')) };
    const broken = { ...portal.app, storage: away, procedures };
    await assert.rejects(makeExport(broken, { id }), /the disk is gone/);
    const { html } = await nadia.open(location);
    assert.match(text(html), /n’a pas pu être préparé/);
    assert.match(html, /href="\/fr\/admin\/submissions\/export\.csv\?status=closed"/);
    await make(id);
    assert.equal((await nadia.open(`${location}/file`)).status, 200);
    await make(id);
    assert.equal((await nadia.open(`${location}/file`)).status, 200, 'a job done twice takes nothing away');
  });

  it('that failed gives way to the same list asked for again', async () => {
    const { id, location } = await begun();
    const away = { ...portal.app.storage, keep: () => Promise.reject(new Error('the disk is gone')) };
    await assert.rejects(makeExport({ ...portal.app, storage: away, procedures }, { id }), /the disk is gone/);
    const again = await begun();
    assert.notEqual(again.id, id);
    await make(id);
    assert.match(text((await nadia.open(location)).html), /n’a pas pu être préparé/);
    await make(again.id);
    assert.equal((await nadia.open(`${again.location}/file`)).status, 200);
  });

  it('is gone a day later, with its file', async () => {
    const { id, location } = await begun();
    await make(id);
    await portal.app.db.pool.query(
      `update submission_exports set ended_at = now() - interval '25 hours' where id = $1`,
      [id],
    );
    assert.equal((await nadia.open(`${location}/file`)).status, 404);
    await sweepExports(portal.app);
    await assert.rejects(portal.app.storage.open(id));
    const { rows } = await portal.app.db.pool.query('select from submission_exports where id = $1', [id]);
    assert.equal(rows.length, 0);
  });

  it('is made for one person three at a time', async () => {
    const { visitor, colleague: other } = await signInColleague(portal, 'agent', ['festivities']);
    for (const language of ['fr', 'nl', 'en'] as const) await begun(language, other.id);
    const refused = await visitor.open(ADDRESS.replace('.csv', '.xlsx'));
    assert.equal(refused.status, 422);
    assert.match(text(refused.html), /3 de vos fichiers sont déjà en préparation/);
  });

  it('has its job also where another of them ends while it is begun', async () => {
    const { visitor, colleague: other } = await signInColleague(portal, 'agent', ['festivities']);
    const { id: ending } = await begun('nl', other.id);
    const holder = await portal.app.db.pool.connect();
    await holder.query('begin');
    await holder.query(
      `insert into submission_exports (staff_member_id, format, query, language, departments)
       values ($1, 'csv', '?status=closed', 'fr', '{festivities}')`,
      [other.id],
    );
    const asked = visitor.open(ADDRESS);
    await untilWaiting(portal.app.db, 1);
    await portal.app.db.pool.query(`update submission_exports set status = 'failed', ended_at = now() where id = $1`, [
      ending,
    ]);
    await holder.query('rollback');
    holder.release();
    const { location } = await asked;
    await until(async () => (await visitor.open(location ?? '')).html.includes('/file"'), 'the file');
  });

  it('is not begun more often by several presses at once than by as many one after the other', async () => {
    const { visitor, colleague: other } = await signInColleague(portal, 'agent', ['festivities']);
    for (const language of ['fr', 'nl'] as const) await begun(language, other.id);
    const holder = await portal.app.db.pool.connect();
    await holder.query('begin');
    await holder.query('select from staff_members where id = $1 for update', [other.id]);
    const more = ['en', 'de'].map((language) => visitor.open(ADDRESS.replace('/fr/', `/${language}/`)));
    await untilWaiting(portal.app.db, 2);
    await holder.query('commit');
    holder.release();
    assert.deepEqual((await Promise.all(more)).map(({ status }) => status).sort(), [303, 422]);
  });
});
