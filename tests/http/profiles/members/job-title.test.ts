import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { text } from '../../../support/journeys.ts';
import { startPortal, type TestPortal } from '../../../support/portal.ts';
import { sharedProfile } from '../../../support/profiles.ts';
import { assertAsksToSignIn, assertIsNotThere, FROM_ANOTHER_SITE } from '../../../support/refusals.ts';

let portal: TestPortal;
before(async () => {
  portal = await startPortal();
});

describe('one’s own function', () => {
  it('can be changed, and the contact page recalls it', async () => {
    const { number, owner } = await sharedProfile(portal);
    await owner.visitor.open(`/fr/profiles/${number}/contact`);
    const path = `/fr/profiles/${number}/job-title`;
    assert.ok(owner.visitor.page.html.includes(path));
    assert.match((await owner.visitor.open(path)).html, /value="director" checked/);
    assert.equal((await owner.visitor.post(path, { jobTitle: 'emperor' })).status, 422);
    assert.equal((await owner.visitor.post(path, { jobTitle: 'chair' })).location, `/fr/profiles/${number}/contact`);
    assert.match(text((await owner.visitor.follow()).html), /Votre fonction Président ou présidente/);
    const history = await owner.visitor.open(`/fr/profiles/${number}/history`);
    assert.match(text(history.html), /Nouvelle fonction pour Paula Dubois : Président ou présidente/);
  });

  it('is chosen on its page, from the list only', async () => {
    const { number, owner } = await sharedProfile(portal);
    const path = `/fr/profiles/${number}/job-title`;
    await owner.visitor.open(path);
    owner.visitor.choose('Trésorier ou trésorière');
    assert.equal((await owner.visitor.press('Enregistrer')).location, `/fr/profiles/${number}/contact`);
    const refused = await owner.visitor.post(path, {});
    assert.equal(refused.status, 422);
    assert.match(text(refused.html), /Choisissez votre fonction/);
    assert.match((await owner.visitor.open(path)).html, /value="treasurer" checked/);
  });

  it('is nothing that a stranger has here', async () => {
    const { number, colleague } = await sharedProfile(portal);
    await assertIsNotThere(colleague.visitor, `/fr/profiles/${number}/job-title`, { jobTitle: 'chair' });
  });

  it('is for somebody signed in, and changes from this site only', async () => {
    const { number, owner } = await sharedProfile(portal);
    const path = `/fr/profiles/${number}/job-title`;
    await assertAsksToSignIn(portal, path);
    await owner.visitor.open(path);
    owner.visitor.choose('Trésorier ou trésorière');
    assert.equal((await owner.visitor.press('Enregistrer', FROM_ANOTHER_SITE)).status, 403);
    assert.match((await owner.visitor.open(path)).html, /value="director" checked/);
  });
});
