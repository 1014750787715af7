import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { text } from '../../../../support/journeys.ts';
import { startPortal, type TestPortal } from '../../../../support/portal.ts';
import { signInColleague } from '../../../../support/staff.ts';
import { eventsOf, filedRequest, rowOf } from '../../../../support/submissions/handling.ts';

let portal: TestPortal;
before(async () => {
  portal = await startPortal();
});

describe('an act on a submission', () => {
  it('is done by one of two who press at once: the other sees what happened, and nothing is overwritten', async () => {
    const { reference, path } = await filedRequest(portal);
    const both = await Promise.all([signInColleague(portal), signInColleague(portal)]);
    for (const { visitor } of both) await visitor.open(`/fr/admin${path}`);
    const answers = await Promise.all(both.map(({ visitor }) => visitor.press('Je m’en charge')));
    assert.deepEqual(answers.map(({ status }) => status).sort(), [303, 409]);
    const late = answers.find(({ status }) => status === 409);
    assert.match(text(late?.html ?? ''), /un collègue ou le citoyen a changé cette demande/);
    assert.equal((await rowOf(portal, reference)).revision, 2);
  });

  it('from a tab that stood open while the same person acted in another is told so, and overwrites nothing', async () => {
    const { reference, path } = await filedRequest(portal, { status: 'in-progress' });
    const { visitor: nadia } = await signInColleague(portal);
    await nadia.open(`/fr/admin${path}/decision`);
    const version = /name="version" value="(\d+)"/.exec(nadia.page.html)?.[1] ?? assert.fail();
    nadia.choose('Accepter');
    assert.equal((await nadia.press('Enregistrer la décision')).status, 303);
    const late = await nadia.post(`/fr/admin${path}/closing`, { reason: 'Retirée par téléphone', version });
    assert.equal(late.status, 409);
    assert.equal((await rowOf(portal, reference)).status, 'accepted');
  });

  it('from another site is refused, and changes nothing', async () => {
    const { reference, path } = await filedRequest(portal);
    const { visitor: nadia } = await signInColleague(portal);
    await nadia.open(`/fr/admin${path}`);
    const answer = await nadia.press('Je m’en charge', { 'sec-fetch-site': 'cross-site' });
    assert.equal(answer.status, 403);
    assert.equal((await rowOf(portal, reference)).revision, 1);
  });

  it('by somebody whose role or department was taken away meanwhile changes nothing', async () => {
    const { reference, path } = await filedRequest(portal);
    const { visitor: nadia, colleague } = await signInColleague(portal);
    await nadia.open(`/fr/admin${path}`);
    await portal.app.db.pool.query('delete from staff_departments where staff_member_id = $1', [colleague.id]);
    assert.equal((await nadia.press('Je m’en charge')).status, 404);
    assert.equal((await rowOf(portal, reference)).revision, 1);
  });

  it('that is refused shows its form again, and that of a missing version is taken for an old one', async () => {
    const { reference, path } = await filedRequest(portal);
    const { visitor: nadia } = await signInColleague(portal);
    assert.equal((await nadia.post(`/fr/admin${path}/assignment`, { assignee: 'x' })).status, 422);
    assert.equal((await nadia.post(`/fr/admin${path}/assignment`, { assignee: 'me' })).status, 409);
    assert.equal((await rowOf(portal, reference)).revision, 1);
  });
});

describe('a submission of another department', () => {
  it('is the 404 of a missing one, to read and to take, and leaves no trace of an opening', async () => {
    const { lucie, id, reference, path } = await filedRequest(portal);
    const { visitor: other } = await signInColleague(portal, 'agent', ['parking']);
    assert.equal((await other.open(`/fr/admin${path}`)).status, 404);
    assert.equal((await other.post(`/fr/admin${path}/assignment`, { assignee: 'me', version: '1' })).status, 404);
    assert.equal((await rowOf(portal, reference)).status, 'submitted');
    assert.deepEqual(await eventsOf(portal, id), ['filed']);
    assert.ok(!(await lucie.open(`/fr${path}`)).html.includes('Ouverte par'));
  });
});
