import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { signUp } from '../../../support/journeys.ts';
import { startPortal, type TestPortal } from '../../../support/portal.ts';
import { createProfile, newNumber } from '../../../support/profiles.ts';
import { assertAsksToSignIn, FROM_ANOTHER_SITE } from '../../../support/refusals.ts';

let portal: TestPortal;
before(async () => {
  portal = await startPortal();
});

describe('the preferences', () => {
  it('are saved, and the portal speaks the language chosen', async () => {
    const { visitor } = await signUp(portal);
    await visitor.post('/fr/account/preferences', { language: 'nl', notifications: 'portal', defaultSpace: 'citizen' });
    assert.equal(visitor.page.location, '/nl/account');
    await visitor.post('/fr/account/preferences', { language: 'xx', notifications: 'portal', defaultSpace: 'citizen' });
    assert.equal(visitor.page.status, 422);
  });

  it('show what was chosen, and are changed with the buttons of the page', async () => {
    const { visitor } = await signUp(portal);
    const page = await visitor.open('/fr/account/preferences');
    for (const chosen of ['fr', 'email', 'citizen']) assert.match(page.html, new RegExp(`value="${chosen}" checked`));
    visitor.choose('Deutsch').choose('Dans le portail seulement');
    assert.equal((await visitor.press('Enregistrer')).location, '/de/account');
    const { html } = await visitor.open('/fr/account/preferences');
    for (const chosen of ['de', 'portal', 'citizen']) assert.match(html, new RegExp(`value="${chosen}" checked`));
  });

  it('take no organisation that one is not a member of as the space shown first', async () => {
    const number = newNumber();
    const { visitor: owner } = await signUp(portal);
    await createProfile(owner, number);
    const { visitor: stranger } = await signUp(portal);
    const fields = { language: 'fr', notifications: 'email', defaultSpace: number };
    assert.equal((await stranger.post('/fr/account/preferences', fields)).status, 422);
    assert.equal((await owner.post('/fr/account/preferences', fields)).status, 303);
  });

  it('are for somebody signed in, and change from this site only', async () => {
    await assertAsksToSignIn(portal, '/fr/account/preferences');
    const { visitor } = await signUp(portal);
    await visitor.open('/fr/account/preferences');
    visitor.choose('Deutsch');
    assert.equal((await visitor.press('Enregistrer', FROM_ANOTHER_SITE)).status, 403);
    assert.match((await visitor.open('/fr/account/preferences')).html, /value="fr" checked/);
  });
});
