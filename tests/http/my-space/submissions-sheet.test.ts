import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { formatReference } from '../../../src/domain/numbers/reference.ts';
import { fillDatabase } from '../../support/database.ts';
import { rowsOfSheet } from '../../support/files/zipped.ts';
import { signUp } from '../../support/journeys.ts';
import { startPortal, type TestPortal } from '../../support/portal.ts';
import { letIn, sharedProfile } from '../../support/profiles.ts';
import { insertSubmission } from '../../support/submissions/submitted.ts';
import { Visitor } from '../../support/visitor.ts';

let portal: TestPortal;
before(async () => {
  portal = await startPortal();
});

const SHEET = '/fr/my-space/submissions.xlsx';

async function download(visitor: Visitor, path: string): Promise<{ headers: Headers; rows: string[][] }> {
  const headers = { cookie: `session=${visitor.cookie('session')}` };
  const answer = await fetch(new URL(path, portal.origin), { headers });
  assert.equal(answer.status, 200);
  return { headers: answer.headers, rows: await rowsOfSheet(Buffer.from(await answer.arrayBuffer())) };
}

describe('the list of Mon espace as a spreadsheet', () => {
  it('asks somebody signed out to sign in first', async () => {
    const { location } = await new Visitor(portal).open(SHEET);
    assert.equal(location, `/fr/sign-in?next=${encodeURIComponent(SHEET)}`);
  });

  it('holds each request with its dates, those of the organisation too, and nothing of others', async () => {
    const shared = await sharedProfile(portal);
    await letIn(shared, 'member');
    const { db } = portal.app;
    const filedAt = new Date('2026-11-24T10:00:00Z');
    const { email } = shared.owner.person;
    const { reference } = await insertSubmission(db, {
      email,
      enterpriseNumber: shared.number,
      slug: 'terrace',
      status: 'in-progress',
      filedAt,
      dueOn: '2026-12-31',
    });
    await insertSubmission(db, { email });
    const { headers, rows } = await download(shared.colleague.visitor, SHEET);
    const day = portal.clock.now().toLocaleDateString('sv-SE', { timeZone: 'Europe/Brussels' });
    assert.equal(headers.get('content-disposition'), `attachment; filename=mes-demandes-${day}.xlsx`);
    assert.match(headers.get('content-type') ?? '', /spreadsheetml\.sheet$/);
    assert.equal(headers.get('cache-control'), 'no-store');
    const [heading, row, ...more] = rows;
    assert.equal(heading?.[0], 'Référence');
    assert.deepEqual(more, [], 'what Paula filed for herself is hers alone');
    assert.deepEqual(row?.slice(0, 5), [
      formatReference(reference),
      'Terrasse ou étalage',
      'Brasserie Dubois',
      'Paula Dubois',
      'En traitement',
    ]);
    assert.deepEqual(row?.slice(5).map(Number), [46_350 + 11 / 24, 46_350 + 11 / 24, 46_387]);
  });

  it('has the filters of the page, in its language', async () => {
    const { visitor, person } = await signUp(portal);
    for (const status of ['accepted', 'submitted'] as const) {
      await insertSubmission(portal.app.db, { email: person.email, status });
    }
    const { rows } = await download(visitor, '/nl/my-space/submissions.xlsx?status=closed');
    assert.deepEqual(
      rows.map((row) => row[4]),
      ['Status'],
    );
    const { rows: accepted } = await download(visitor, '/nl/my-space/submissions.xlsx?status=accepted&q=FEEST');
    assert.deepEqual(
      accepted.map((row) => row[4]),
      ['Status', 'Goedgekeurd'],
    );
  });

  it('holds more rows than a page or a batch, each once', async () => {
    const { visitor, person } = await signUp(portal);
    const all: string[] = [];
    for (let count = 0; count < 25; count += 1) {
      all.push(formatReference((await insertSubmission(portal.app.db, { email: person.email })).reference));
    }
    await fillDatabase(
      portal.databaseUrl,
      `insert into submissions (id, reference, citizen_id, slug, version, answers, status, language, filed_at, department)
      select gen_random_uuid(), '25' || lpad(n::text, 9, '0'), id, 'terrace', 1, '{}', 'accepted', 'fr',
        now() - n * interval '1 minute', 'commerce'
      from citizens, generate_series(1, 1200) n where email = $1`,
      [person.email],
    );
    const { rows } = await download(visitor, SHEET);
    const references = rows.slice(1).map(([reference = '']) => reference);
    assert.equal(references.length, 1_225);
    assert.equal(new Set(references).size, 1_225);
    assert.ok(all.every((reference) => references.includes(reference)));
  });
});
