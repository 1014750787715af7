import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { text } from '../../../../support/journeys.ts';
import { startPortal, type TestPortal } from '../../../../support/portal.ts';
import { signInColleague } from '../../../../support/staff.ts';
import { eventsOf, filedRequest, hurryNews, rowOf } from '../../../../support/submissions/handling.ts';

let portal: TestPortal;
before(async () => {
  portal = await startPortal();
});

describe('a file that is complete', () => {
  it('begins the delay of a permit, and the citizen is told until when', async () => {
    const { lucie, person, id, reference, path } = await filedRequest(portal, { status: 'in-progress' });
    const { visitor: nadia } = await signInColleague(portal);
    await nadia.open(`/fr/admin${path}`);
    assert.match(nadia.page.html, new RegExp(`href="/fr/admin${path}/complete-file"`));
    await nadia.open(`/fr/admin${path}/complete-file`);
    assert.equal((await nadia.press('Noter que le dossier est complet')).status, 422);
    const [, label = ''] = /<label[^>]*>\s*(Le dossier est complet[^<]+?)\s*</.exec(nadia.page.html) ?? [];
    nadia.choose(label.replaceAll('\u00a0', ' '));
    const done = await nadia.press('Noter que le dossier est complet');
    assert.equal(done.status, 303);
    assert.ok((await rowOf(portal, reference)).due_on !== null);
    assert.deepEqual(
      (await eventsOf(portal, id)).filter((name) => name !== 'opened'),
      ['filed', 'file-complete'],
    );
    assert.match(text((await lucie.open(`/fr${path}`)).html), /Dossier complet/);
    await hurryNews(portal);
    await portal.mailTo(person.email, /du nouveau/);
    assert.ok(!(await nadia.open(`/fr/admin${path}`)).html.includes('complete-file'));
  });

  it('begins nothing twice, nor where the delay counts from the filing', async () => {
    const { visitor: nadia } = await signInColleague(portal);
    const dueOn = '2030-01-31';
    for (const wanted of [{ dueOn }, { slug: 'cleanliness-report', dueOn: null }]) {
      const { reference, path } = await filedRequest(portal, { status: 'in-progress', ...wanted });
      const { html } = await nadia.open(`/fr/admin${path}/complete-file`);
      assert.match(text(html), /la demande ne le permet pas/);
      const answer = await nadia.post(`/fr/admin${path}/complete-file`, { complete: 'yes', version: '1' });
      assert.equal(answer.status, 409);
      assert.equal((await rowOf(portal, reference)).revision, 1);
    }
  });
});
