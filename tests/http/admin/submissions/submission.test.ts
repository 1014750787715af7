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

  it('tells the citizen and the staff, where it happened, which mail about it did not arrive and why', async () => {
    const { visitor: lucie, person } = await signUp(portal);
    const { id, reference } = await insertSubmission(portal.app.db, { email: person.email });
    const { id: other } = await insertSubmission(portal.app.db, { email: person.email });
    for (const [submission, state, reason, kind] of [
      [id, 'refused', 'mailbox-full', 'submission-filed'],
      [id, 'handed-over', null, 'submission-news'],
      [other, 'refused', 'mailbox-full', 'submission-news'],
    ] as const) {
      await portal.app.db.pool.query(
        `insert into mail_deliveries (job_id, asked_at, kind, email, citizen_id, submission_id, state, reason)
         select coalesce(max(job_id), 0) + 900001, now() - interval '1 second', $3, $1,
           (select id from citizens where email = $1), $2, $4, $5
         from mail_deliveries`,
        [person.email, submission, kind, state, reason],
      );
    }
    const path = `/submissions/${formatReference(reference)}`;
    const said = /L’e-mail « Accusé de réception d’une demande » n’est pas arrivé. Refusé : boîte pleine/;
    const { visitor: nadia } = await signInColleague(portal);
    for (const page of [await nadia.open(`/fr/admin${path}`), await lucie.open(`/fr${path}`)]) {
      const words = text(page.html).replaceAll('\u00a0', ' ').replaceAll('\u202f', ' ');
      assert.match(words, said);
      assert.doesNotMatch(words, /« Du nouveau dans une demande » n’est pas arrivé/);
      assert.ok(words.search(said) < words.indexOf('Ouverte par le service Festivités'));
    }
  });

  it('of a reference that is none is the 404 of a missing page', async () => {
    const { visitor } = await signInColleague(portal);
    for (const reference of ['nope', '26-0000001-00']) {
      assert.equal((await visitor.open(`/fr/admin/submissions/${reference}`)).status, 404);
    }
  });
});
