import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { lucie, signUp, text } from '../../../support/journeys.ts';
import { follow, offers } from '../../../support/pages.ts';
import { startPortal, type TestPortal } from '../../../support/portal.ts';
import { createProfile, letIn, newNumber, sharedProfile } from '../../../support/profiles.ts';
import { Visitor } from '../../../support/visitor.ts';

let portal: TestPortal;
before(async () => {
  portal = await startPortal();
});

describe('the history of a profile', () => {
  it('goes back to the first day, twenty lines at a time, and forth again', async () => {
    const number = newNumber();
    const { visitor } = await signUp(portal, lucie());
    await createProfile(visitor, number);
    for (let count = 0; count < 32; count += 1) {
      await visitor.post(`/fr/profiles/${number}/job-title`, { jobTitle: count % 2 === 0 ? 'chair' : 'treasurer' });
    }
    const first = await visitor.open(`/fr/profiles/${number}/history`);
    assert.equal(first.html.match(/Nouvelle fonction/g)?.length, 20);
    assert.ok(!offers(visitor, 'Plus récents'));
    const second = await follow(visitor, 'Plus anciens');
    assert.equal(second.match(/Nouvelle fonction/g)?.length, 12);
    assert.match(text(second), /a créé le profil/);
    assert.ok(!offers(visitor, 'Plus anciens'));
    const listOf = (html: string) => /<ul class="session-list">[\s\S]*?<\/ul>/.exec(html)?.[0];
    assert.equal(listOf(await follow(visitor, 'Plus récents')), listOf(first.html));
    assert.ok(!offers(visitor, 'Plus récents'));
    for (const after of ['1e9', 'b24gMQ', 'b24gOTk5OTk5OTk5OTk5OTk5OTk5', '%00']) {
      const page = await visitor.open(`/fr/profiles/${number}/history?after=${after}`);
      assert.deepEqual([page.status, listOf(page.html)], [200, listOf(first.html)], after);
    }
  });

  it('is for managers: to a member and to a stranger it does not exist', async () => {
    const shared = await sharedProfile(portal);
    const path = `/fr/profiles/${shared.number}/history`;
    assert.equal((await shared.colleague.visitor.open(path)).status, 404);
    await letIn(shared, 'member');
    assert.equal((await shared.colleague.visitor.open(path)).status, 404);
    assert.equal((await shared.owner.visitor.open(path)).status, 200);
    assert.equal((await shared.owner.visitor.post(path, {})).status, 404);
  });

  it('asks somebody signed out to sign in', async () => {
    const path = `/fr/profiles/${newNumber()}/history`;
    const visitor = new Visitor(portal);
    assert.equal((await visitor.open(path)).location, `/fr/sign-in?next=${encodeURIComponent(path)}`);
  });
});
