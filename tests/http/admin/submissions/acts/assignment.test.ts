import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { text } from '../../../../support/journeys.ts';
import { startPortal, type TestPortal } from '../../../../support/portal.ts';
import { signInColleague } from '../../../../support/staff.ts';
import { filedRequest, rowOf } from '../../../../support/submissions/handling.ts';

let portal: TestPortal;
before(async () => {
  portal = await startPortal();
});

describe('taking a submission', () => {
  it('puts it in progress, under the name of who took it, and the citizen reads the department only', async () => {
    const { lucie, reference, path } = await filedRequest(portal);
    const { visitor: nadia, colleague } = await signInColleague(portal);
    await nadia.open(`/fr/admin${path}`);
    const taken = await nadia.press('Je m’en charge');
    assert.deepEqual([taken.status, taken.location], [303, `/fr/admin${path}`]);
    const page = await nadia.follow();
    assert.match(text(page.html), /La demande est confiée/);
    assert.match(text(page.html), /en traitement/i);
    const { status, assignee_id: assignee } = await rowOf(portal, reference);
    assert.deepEqual([status, assignee], ['in-progress', colleague.id]);
    const { html } = await lucie.open(`/fr${path}`);
    assert.match(text(html), /Prise en charge par le service Festivités/);
    assert.ok(!html.includes(colleague.lastName));
  });
});

describe('giving a submission', () => {
  it('to a colleague of the department, and back to the list', async () => {
    const { reference, path } = await filedRequest(portal);
    const { visitor: nadia } = await signInColleague(portal);
    const { colleague } = await signInColleague(portal, 'agent', ['festivities']);
    await nadia.open(`/fr/admin${path}/assignment`);
    nadia.type('assignee', colleague.id);
    assert.equal((await nadia.press('Confier')).status, 303);
    assert.equal((await rowOf(portal, reference)).assignee_id, colleague.id);
    await nadia.open(`/fr/admin${path}/assignment`);
    nadia.type('assignee', '');
    assert.equal((await nadia.press('Confier')).status, 303);
    assert.deepEqual(await rowOf(portal, reference).then(({ assignee_id: assignee, status }) => [assignee, status]), [
      null,
      'in-progress',
    ]);
  });

  it('that a colleague had changes who has it, and not where it stands', async () => {
    const { id, reference, path } = await filedRequest(portal, { status: 'awaiting-payment', feeCents: 2_500 });
    const { visitor: nadia, colleague: former } = await signInColleague(portal);
    const { colleague } = await signInColleague(portal, 'agent', ['festivities']);
    await portal.app.db.pool.query('update submissions set assignee_id = $2 where id = $1', [id, former.id]);
    await nadia.open(`/fr/admin${path}/assignment`);
    nadia.type('assignee', colleague.id);
    assert.equal((await nadia.press('Confier')).status, 303);
    const { status, assignee_id: assignee } = await rowOf(portal, reference);
    assert.deepEqual([status, assignee], ['awaiting-payment', colleague.id]);
  });

  it('to somebody of another department is refused', async () => {
    const { reference, path } = await filedRequest(portal);
    const { visitor: nadia } = await signInColleague(portal);
    const { colleague } = await signInColleague(portal, 'agent', ['parking']);
    await nadia.open(`/fr/admin${path}/assignment`);
    nadia.type('assignee', colleague.id);
    assert.equal((await nadia.press('Confier')).status, 409);
    assert.equal((await rowOf(portal, reference)).assignee_id, null);
  });
});
