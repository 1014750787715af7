import assert from 'node:assert/strict';
import { Writable } from 'node:stream';
import { before, describe, it } from 'node:test';
import { localDateOf } from '../../../../../src/domain/local-date.ts';
import { formatReference } from '../../../../../src/domain/numbers/reference.ts';
import { writeExport } from '../../../../../src/features/admin/submissions/export/write-export.ts';
import { readHandledFilter } from '../../../../../src/features/admin/submissions/list/handled-filter.ts';
import { loadDefinitions } from '../../../../../src/features/procedures/definitions.ts';
import { publishProcedures } from '../../../../../src/features/procedures/versions/publish-procedures.ts';
import { fillDatabase } from '../../../../support/database.ts';
import { rowsOfSheet } from '../../../../support/files/zipped.ts';
import { signUp } from '../../../../support/journeys.ts';
import { startPortal, type TestPortal } from '../../../../support/portal.ts';
import { type Colleague, signInColleague } from '../../../../support/staff.ts';
import { insertSubmission } from '../../../../support/submissions/submitted.ts';
import type { Visitor } from '../../../../support/visitor.ts';

let portal: TestPortal;
let nadia: Visitor;
let colleague: Colleague;
let email: string;
let reference: string;
before(async () => {
  portal = await startPortal();
  ({ visitor: nadia, colleague } = await signInColleague(portal, 'agent', ['festivities', 'cleanliness']));
  email = (await signUp(portal)).person.email;
  const { db } = portal.app;
  const filedAt = new Date('2026-11-24T10:00:00Z');
  const answers = { eventName: '=1+1', organiser: 'Comité' };
  ({ reference } = await insertSubmission(db, { email, answers, filedAt, dueOn: '2026-12-31', status: 'in-progress' }));
  await insertSubmission(db, { email, slug: 'cleanliness-report', filedAt: new Date('2026-11-23T10:00:00Z') });
  await insertSubmission(db, { email, slug: 'room-rental' });
});

async function download(path: string): Promise<{ headers: Headers; bytes: Buffer }> {
  const headers = { cookie: `staff-session=${nadia.cookie('staff-session')}` };
  const answer = await fetch(new URL(path, portal.origin), { headers });
  assert.equal(answer.status, 200);
  return { headers: answer.headers, bytes: Buffer.from(await answer.arrayBuffer()) };
}

const COLUMNS = [
  'Référence',
  'Démarche',
  'Statut',
  'Introduite le',
  'À répondre avant le',
  'Terminée le',
  'Responsable',
  'Service',
  'Langue',
  'Canal',
  'Profil',
  'N° BCE',
];

describe('the list as a spreadsheet', () => {
  it('holds what the list holds, with its filters, in the order of its columns', async () => {
    const { bytes, headers } = await download('/fr/admin/submissions/export.xlsx');
    assert.match(headers.get('content-disposition') ?? '', /filename=demandes-\d{4}-\d\d-\d\d\.xlsx/);
    assert.equal(headers.get('cache-control'), 'no-store');
    const [heading, first, second, ...more] = await rowsOfSheet(bytes);
    assert.deepEqual(heading, COLUMNS);
    assert.equal(first?.[0], formatReference(reference));
    assert.match(second?.[1] ?? '', /propreté et dépôt clandestin/);
    assert.deepEqual(more, [], 'nothing of another department');
    const { bytes: filtered } = await download('/fr/admin/submissions/export.xlsx?status=refused');
    assert.equal((await rowsOfSheet(filtered)).length, 1);
    for (const typed of ['department=rooms', 'procedure=room-rental', 'department=rooms&view=all']) {
      const { bytes: others } = await download(`/fr/admin/submissions/export.xlsx?${typed}`);
      assert.equal((await rowsOfSheet(others)).length, 1, typed);
    }
  });

  it('has one column for each field of the démarche that was chosen', async () => {
    const { bytes } = await download('/fr/admin/submissions/export.xlsx?procedure=event-permit');
    const [heading = [], row = [], ...more] = await rowsOfSheet(bytes);
    assert.ok(heading.length > COLUMNS.length);
    assert.deepEqual(more, []);
    assert.ok(row.includes('=1+1'));
  });
});

describe('the list as CSV', () => {
  it('is read by a spreadsheet in Belgium, and runs no formula', async () => {
    const { bytes, headers } = await download('/fr/admin/submissions/export.csv?procedure=event-permit');
    assert.match(headers.get('content-type') ?? '', /^text\/csv; charset=utf-8/);
    const csv = bytes.toString('utf8');
    const [heading = '', row = ''] = csv.split('\r\n');
    assert.ok(heading.startsWith(`\ufeff${COLUMNS.join(';')};`));
    assert.ok(row.startsWith(`${formatReference(reference)};Autorisation d’événement`), row);
    assert.match(row, /;2026-11-24 11:00;2026-12-31;;/);
    assert.match(row, /;'=1\+1;/);
  });
});

describe('an export', () => {
  it('is written to the audit log before it leaves, with its filters', async () => {
    await download('/fr/admin/submissions/export.csv?kind=citizen');
    const { rows } = await portal.app.db.pool.query(
      `select details from audit_events where name = 'submissions-exported' and staff_member_id = $1 order by id desc limit 1`,
      [colleague.id],
    );
    assert.deepEqual(rows[0]?.details, { rows: 2, query: '?kind=citizen' });
  });

  it('is linked from the list, with the same filters', async () => {
    const { html } = await nadia.open('/fr/admin/submissions?kind=citizen');
    assert.match(html, /href="\/fr\/admin\/submissions\/export\.xlsx\?kind=citizen" title="Icon for xls export"/);
    assert.match(html, /href="\/fr\/admin\/submissions\/export\.csv\?kind=citizen"/);
  });

  it('goes through all pages of a long list', async () => {
    await fill(450);
    const { bytes } = await download('/fr/admin/submissions/export.csv?status=closed');
    assert.equal(new Set(bytes.toString('utf8').trim().split('\r\n')).size, 451);
  });

  it('that an error cuts says so: in the last line of a CSV, and a workbook opens nowhere', async () => {
    const form = () => Promise.reject(new Error('the form is gone'));
    const procedures = Object.assign(await publishProcedures(portal.app, loadDefinitions()), { form });
    const app = { ...portal.app, procedures };
    const shell = { t: portal.app.texts.fr, language: 'fr' } as const;
    const file = { agentId: colleague.id, today: localDateOf(new Date()), filter: readHandledFilter({}), shell };
    for (const format of ['csv', 'xlsx'] as const) {
      const written: Buffer[] = [];
      const to = new Writable({
        write(chunk: Buffer, _, done) {
          written.push(Buffer.from(chunk));
          done();
        },
      });
      await assert.rejects(writeExport(app, { ...file, format }, to), /the form is gone/);
      const content = Buffer.concat(written);
      if (format === 'csv') assert.match(content.toString('utf8'), /\r\nFICHIER COUPÉ/);
      else await assert.rejects(rowsOfSheet(content));
    }
  });
});

/** Many closed submissions of one department. */
const fill = (many: number) =>
  fillDatabase(
    portal.databaseUrl,
    `insert into submissions (id, reference, slug, version, answers, status, language, filed_at, department)
     select gen_random_uuid(), lpad((70000000000 + n)::text, 11, '0'), slug, version, '{}', 'closed', 'fr', now(), department
     from generate_series(1, ${many}) n, (select slug, version, department from submissions where slug = 'event-permit' limit 1) one
     on conflict do nothing`,
  );
