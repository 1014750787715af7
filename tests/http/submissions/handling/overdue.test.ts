import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { loadDefinitions } from '../../../../src/features/procedures/definitions.ts';
import { publishProcedures } from '../../../../src/features/procedures/versions/publish-procedures.ts';
import { lockSubmission } from '../../../../src/features/submissions/follow-up/submissions.repository.ts';
import { type Change, changeSubmission } from '../../../../src/features/submissions/handling/change-submission.ts';
import { tellOfOverdue } from '../../../../src/features/submissions/handling/tell-of-overdue.ts';
import { dayFromNow } from '../../../support/clocks/days.ts';
import { text } from '../../../support/journeys.ts';
import { startPortal, type TestPortal } from '../../../support/portal.ts';
import { eventsOf, filedRequest, hurryNews } from '../../../support/submissions/handling.ts';

let portal: TestPortal;
before(async () => {
  portal = await startPortal();
});

describe('a request whose announced day has passed', () => {
  it('says so on its page, with whom to turn to, and by one mail however often the job runs', async () => {
    const { lucie, person, id, path } = await filedRequest(portal, { status: 'in-progress', dueOn: dayFromNow(-2) });
    await tellOfOverdue(portal.app);
    await tellOfOverdue(portal.app);
    assert.deepEqual(await eventsOf(portal, id), ['filed', 'overdue']);
    const { html } = await lucie.open(`/fr${path}`);
    assert.match(text(html), /Le délai annoncé est dépassé/);
    assert.match(html, /ombuds\.brussels/);
    assert.match(html, /href="\/fr\/contact"/);
    await hurryNews(portal);
    await portal.mailTo(person.email, /du nouveau/);
    assert.equal(portal.mails.filter(({ to, subject }) => to === person.email && /du nouveau/.test(subject)).length, 0);
  });

  it('is not late while the commune waits for the citizen, once it is closed, nor on the day itself', async () => {
    const calm = [
      await filedRequest(portal, { status: 'to-complete', dueOn: dayFromNow(-2) }),
      await filedRequest(portal, { status: 'delivered', dueOn: dayFromNow(-2) }),
      await filedRequest(portal, { status: 'in-progress', dueOn: dayFromNow(1) }),
      await filedRequest(portal, { status: 'in-progress', dueOn: null }),
    ];
    await tellOfOverdue(portal.app);
    for (const { lucie, id, path } of calm) {
      assert.deepEqual(await eventsOf(portal, id), ['filed']);
      assert.ok(!text((await lucie.open(`/fr${path}`)).html).includes('délai annoncé est dépassé'));
    }
  });
});

it('a request to complete leads there from its page and from Mon espace', async () => {
  const { lucie, path } = await filedRequest(portal, { status: 'to-complete' });
  for (const page of [`/fr${path}`, '/fr/my-space']) {
    assert.match((await lucie.open(page)).html, new RegExp(`href="/fr${path}/completion"`), page);
  }
});

it('a change to the status that a request has already is refused, and writes nothing', async () => {
  const { app } = portal;
  const procedures = await publishProcedures(app, loadDefinitions());
  const { id, reference, person } = await filedRequest(portal, { status: 'accepted' });
  const { rows } = await app.db.pool.query('select id from citizens where email = $1', [person.email]);
  const done = await app.db.transaction(async (tx) => {
    const submission = await lockSubmission(tx, { reference, citizenId: rows[0].id });
    assert.ok(submission !== null);
    const change: Change = { event: { name: 'accepted', detail: { reason: null } }, status: 'accepted' };
    return changeSubmission({ ...app, procedures }, tx, { submission, change, by: { kind: 'portal' } });
  });
  assert.equal(done, false);
  assert.deepEqual(await eventsOf(portal, id), ['filed']);
});
