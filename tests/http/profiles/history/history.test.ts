import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { lucie, signUp, text } from '../../../support/journeys.ts';
import { startPortal, type TestPortal } from '../../../support/portal.ts';
import { createProfile, letIn, newNumber, sharedProfile } from '../../../support/profiles.ts';
import { Visitor } from '../../../support/visitor.ts';

let portal: TestPortal;
before(async () => {
  portal = await startPortal();
});

describe('the history of a profile', () => {
  it('goes back to the first day, thirty lines at a time', async () => {
    const number = newNumber();
    const { visitor } = await signUp(portal, lucie());
    await createProfile(visitor, number);
    for (let count = 0; count < 32; count += 1) {
      await visitor.post(`/fr/profiles/${number}/job-title`, { jobTitle: count % 2 === 0 ? 'chair' : 'treasurer' });
    }
    const first = await visitor.open(`/fr/profiles/${number}/history`);
    assert.equal(first.html.match(/Nouvelle fonction/g)?.length, 30);
    const [, older = ''] = /href="([^"]*\?before=\d+)" rel="next"/.exec(first.html) ?? [];
    const second = await visitor.open(older);
    assert.equal(second.html.match(/Nouvelle fonction/g)?.length, 2);
    assert.match(text(second.html), /a créé le profil/);
    assert.ok(!second.html.includes('rel="next"'));
    assert.equal((await visitor.open(`/fr/profiles/${number}/history?before=1e9`)).status, 200);
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
