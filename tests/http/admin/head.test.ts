import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { formatReference } from '../../../src/domain/numbers/reference.ts';
import { signUp } from '../../support/journeys.ts';
import { startPortal, type TestPortal } from '../../support/portal.ts';
import { type Colleague, signInColleague } from '../../support/staff.ts';
import { insertReadyExport } from '../../support/submissions/exports.ts';
import { insertSubmission } from '../../support/submissions/submitted.ts';
import type { Visitor } from '../../support/visitor.ts';

let portal: TestPortal;
let visitor: Visitor;
let colleague: Colleague;
/** Pages and files of which each GET is written to the audit log, by what the log says of it. */
let noted: Record<string, string>;
before(async () => {
  portal = await startPortal();
  ({ visitor, colleague } = await signInColleague(portal, ['agent', 'administrator'], ['festivities', 'rooms']));
  const { email } = (await signUp(portal)).person;
  const { reference } = await insertSubmission(portal.app.db, { email });
  noted = {
    'submission-opened': `submissions/${formatReference(reference)}`,
    'submissions-exported': 'submissions/export.csv',
    'submissions-export-downloaded': `submissions/exports/${await insertReadyExport(portal.app, colleague.id)}/file`,
    'statistics-exported': 'statistics.xlsx',
    'staff-account-opened': `staff/${colleague.id}`,
    'audit-read': 'audit',
    'audit-exported': 'audit/export.csv',
  };
});

async function ask(page: string, method: 'GET' | 'HEAD') {
  const headers = { cookie: `staff-session=${visitor.cookie('staff-session')}` };
  const answer = await fetch(new URL(`/fr/admin/${page}`, portal.origin), { method, headers, redirect: 'manual' });
  return { status: answer.status, cache: answer.headers.get('cache-control'), bytes: (await answer.bytes()).length };
}

async function events(): Promise<string[]> {
  const { rows } = await portal.app.db.pool.query(
    `select name from audit_events where staff_member_id = $1 and name <> 'staff-signed-in' order by id`,
    [colleague.id],
  );
  return rows.map(({ name }) => name);
}

describe('the headers of a page of the staff', () => {
  it('are given without a word in the audit log, as nobody sees the page', async () => {
    const before = await events();
    for (const page of Object.values(noted)) {
      assert.deepEqual(await ask(page, 'HEAD'), { status: 200, cache: 'no-store', bytes: 0 }, page);
    }
    assert.deepEqual(await events(), before);
    for (const page of Object.values(noted)) assert.equal((await ask(page, 'GET')).status, 200, page);
    assert.deepEqual((await events()).slice(before.length), Object.keys(noted));
  });

  it('are not there for somebody who may not open the page', async () => {
    assert.equal((await ask('citizens', 'HEAD')).status, 404);
  });
});
