import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { confirmAddress, signUp, text } from '../../../support/journeys.ts';
import { linkIn, startPortal, type TestPortal } from '../../../support/portal.ts';
import { FROM_ANOTHER_SITE } from '../../../support/refusals.ts';
import { Visitor } from '../../../support/visitor.ts';

let portal: TestPortal;
before(async () => {
  portal = await startPortal();
});

describe('confirming the address', () => {
  it('takes the button of the page, not the opening of the link, and works once', async () => {
    const { visitor, person } = await signUp(portal);
    const link = new URL(linkIn(await portal.mailTo(person.email))).pathname;
    const scanner = new Visitor(portal);
    for (let opened = 0; opened < 3; opened += 1) assert.equal((await scanner.open(link)).status, 200);
    await visitor.open('/fr/my-space');
    assert.match(text(visitor.page.html), /Confirmez votre adresse/);
    await visitor.open(link);
    await visitor.press('Confirmer mon adresse');
    await visitor.follow();
    assert.match(text(visitor.page.html), /Votre adresse e-mail est confirmée/);
    assert.ok(!text(visitor.page.html).includes('Confirmez votre adresse'));
    assert.equal((await scanner.open(link)).status, 410);
  });

  it('sends the mail again from Mon espace; the older link is dead', async () => {
    const { visitor, person } = await signUp(portal);
    const older = new URL(linkIn(await portal.mailTo(person.email))).pathname;
    await visitor.open('/fr/my-space');
    await visitor.press('Envoyer l’e-mail à nouveau');
    await visitor.follow();
    assert.match(text(visitor.page.html), /L’e-mail de confirmation est reparti/);
    const newer = new URL(linkIn(await portal.mailTo(person.email))).pathname;
    assert.equal((await new Visitor(portal).open(older)).status, 410);
    assert.equal((await new Visitor(portal).open(newer)).status, 200);
  });

  it('works without being signed in, and then asks to sign in', async () => {
    const { person } = await signUp(portal);
    const visitor = new Visitor(portal);
    await confirmAddress(visitor, person);
    assert.equal(visitor.page.location, '/fr/sign-in');
  });

  it('is asked for by the citizen signed in only, and from this site only', async () => {
    const { visitor, person } = await signUp(portal);
    const link = new URL(linkIn(await portal.mailTo(person.email))).pathname;
    await visitor.open('/fr/my-space');
    assert.equal((await visitor.press('Envoyer l’e-mail à nouveau', FROM_ANOTHER_SITE)).status, 403);
    assert.equal((await new Visitor(portal).post('/fr/email-confirmation', {})).status, 401);
    await visitor.open(link);
    assert.equal((await visitor.press('Confirmer mon adresse', FROM_ANOTHER_SITE)).status, 403);
    await visitor.open('/fr/my-space');
    assert.match(text(visitor.page.html), /Confirmez votre adresse/);
  });

  it('of a link that nobody was sent is not possible; who is signed in may ask for another', async () => {
    const path = '/fr/email-confirmation/unknown';
    const stranger = new Visitor(portal);
    assert.equal((await stranger.open(path)).status, 410);
    assert.equal((await stranger.post(path, {})).status, 410);
    const { visitor, person } = await signUp(portal);
    await portal.mailTo(person.email);
    assert.equal((await visitor.open(path)).status, 410);
    await visitor.press('Envoyer un nouveau lien');
    await portal.mailTo(person.email, /Confirmez votre adresse/);
  });
});
