import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { signIn, signUp, text } from '../../../support/journeys.ts';
import { startPortal, type TestPortal } from '../../../support/portal.ts';
import { assertAsksToSignIn, FROM_ANOTHER_SITE } from '../../../support/refusals.ts';

let portal: TestPortal;
before(async () => {
  portal = await startPortal();
});

describe('the personal data', () => {
  it('are changed with the names, shown from then on in the banner', async () => {
    const { visitor } = await signUp(portal);
    await visitor.open('/fr/account/personal-data');
    visitor.fill('Prénom', 'Zoé').fill('Nom', 'Dubois');
    await visitor.press('Enregistrer');
    await visitor.follow();
    assert.match(text(visitor.page.html), /Vos données personnelles sont enregistrées/);
    assert.match(visitor.page.html, /Zoé Dubois/);
  });

  it('take no other field than the names', async () => {
    const { visitor, person } = await signUp(portal);
    await visitor.post('/fr/account/personal-data', {
      firstName: 'Lucie',
      lastName: 'L',
      email: 'evil@exemple.be',
      status: 'closed',
      id: 'x',
    });
    assert.equal(visitor.page.status, 303);
    assert.equal((await signIn(portal, person)).page.status, 303);
  });

  it('are refused with the remedy when a name is missing, and what was typed stays', async () => {
    const { visitor } = await signUp(portal);
    await visitor.open('/fr/account/personal-data');
    visitor.fill('Prénom', 'Zoé').fill('Nom', ' ');
    const page = await visitor.press('Enregistrer');
    assert.equal(page.status, 422);
    assert.match(text(page.html), /Saisissez votre nom/);
    assert.match(page.html, /href="#lastName"/);
    assert.match(page.html, /value="Zoé"/);
    assert.match((await visitor.open('/fr/account')).html, /Lucie Lambert/);
  });

  it('are for somebody signed in, and change from this site only', async () => {
    await assertAsksToSignIn(portal, '/fr/account/personal-data');
    const { visitor } = await signUp(portal);
    await visitor.open('/fr/account/personal-data');
    visitor.fill('Prénom', 'Zoé');
    assert.equal((await visitor.press('Enregistrer', FROM_ANOTHER_SITE)).status, 403);
    assert.match((await visitor.open('/fr/account')).html, /Lucie Lambert/);
  });
});
