import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { formatReference } from '../../../../src/domain/numbers/reference.ts';
import { signUp, text } from '../../../support/journeys.ts';
import { startPortal, type TestPortal } from '../../../support/portal.ts';
import { signInColleague } from '../../../support/staff.ts';
import { insertSubmission } from '../../../support/submissions/submitted.ts';

let portal: TestPortal;
before(async () => {
  portal = await startPortal();
});

describe('the page of a submission', () => {
  it('is an opening that the citizen reads, once within the hour, and the audit log each time', async () => {
    const { visitor: lucie, person } = await signUp(portal);
    const { id, reference } = await insertSubmission(portal.app.db, { email: person.email });
    const path = `/submissions/${formatReference(reference)}`;
    const { visitor: nadia, colleague } = await signInColleague(portal);
    for (let times = 0; times < 2; times += 1) {
      const page = await nadia.open(`/fr/admin${path}`);
      assert.equal(page.status, 200);
      assert.match(text(page.html), /Lucie/);
      assert.match(text(page.html), /Introduite/);
    }
    const { html } = await lucie.open(`/fr${path}`);
    assert.equal(text(html).split('Ouverte par le service Festivités').length, 2);
    const { rows } = await portal.app.db.pool.query(
      `select 1 from audit_events where name = 'submission-opened' and staff_member_id = $1 and details ->> 'reference' = $2`,
      [colleague.id, reference],
    );
    assert.equal(rows.length, 2);
    const events = await portal.app.db.pool.query('select name from submission_events where submission_id = $1', [id]);
    assert.deepEqual(
      events.rows.map(({ name }) => name),
      ['filed', 'opened'],
    );
  });

  it('of a reference that is none is the 404 of a missing page', async () => {
    const { visitor } = await signInColleague(portal);
    for (const reference of ['nope', '26-0000001-00']) {
      assert.equal((await visitor.open(`/fr/admin/submissions/${reference}`)).status, 404);
    }
  });
});
