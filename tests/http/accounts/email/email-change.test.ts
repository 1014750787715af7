import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { lucie, type Person, signIn, signUp } from '../../../support/journeys.ts';
import { linkIn, startPortal, type TestPortal } from '../../../support/portal.ts';
import { FROM_ANOTHER_SITE } from '../../../support/refusals.ts';
import { newAddress, Visitor } from '../../../support/visitor.ts';

let portal: TestPortal;
before(async () => {
  portal = await startPortal();
});

/** Asks for another address on its page, and gives the link that goes there. */
async function linkTo(fresh: string, { visitor, person }: { visitor: Visitor; person: Person }): Promise<string> {
  await visitor.open('/fr/account/email');
  visitor.fill('Nouvelle adresse e-mail', fresh).fill('Mot de passe actuel', person.password);
  await visitor.press('Envoyer le lien');
  return new URL(linkIn(await portal.mailTo(fresh))).pathname;
}

describe('the link to a new address', () => {
  it('changes the address once the new one is confirmed, and tells both', async () => {
    const { visitor, person } = await signUp(portal);
    const fresh = newAddress('lucie.nouvelle');
    await visitor.open('/fr/account/email');
    visitor.fill('Nouvelle adresse e-mail', fresh).fill('Mot de passe actuel', person.password);
    assert.equal((await visitor.press('Envoyer le lien')).location, '/fr/account');
    await portal.mailTo(person.email, /changement d’adresse/);
    const link = new URL(linkIn(await portal.mailTo(fresh))).pathname;
    assert.equal((await signIn(portal, { ...person, email: fresh })).page.status, 422);
    await visitor.open(link);
    await visitor.press('Utiliser cette adresse');
    await portal.mailTo(person.email, /adresse e-mail de votre compte a changé/);
    await portal.mailTo(fresh, /adresse e-mail de votre compte a changé/);
    assert.equal((await signIn(portal, { ...person, email: fresh })).page.status, 303);
    assert.equal((await signIn(portal, person)).page.status, 422);
  });

  it('changes nothing until its button is pressed on this site, and works once', async () => {
    const account = await signUp(portal);
    const fresh = newAddress('lucie.nouvelle');
    const link = await linkTo(fresh, account);
    const visitor = new Visitor(portal);
    for (let opened = 0; opened < 2; opened += 1) {
      const page = await visitor.open(link);
      assert.equal(page.status, 200);
      assert.ok(page.html.includes(fresh));
    }
    assert.equal((await visitor.press('Utiliser cette adresse', FROM_ANOTHER_SITE)).status, 403);
    assert.equal((await signIn(portal, account.person)).page.status, 303);
    await visitor.open(link);
    assert.equal((await visitor.press('Utiliser cette adresse')).status, 303);
    assert.equal((await visitor.open(link)).status, 410);
    assert.equal((await visitor.post(link, {})).status, 410);
  });

  it('is dead when nobody was sent it, when a newer one was asked, and when somebody took the address meanwhile', async () => {
    const visitor = new Visitor(portal);
    assert.equal((await visitor.open('/fr/email-change/unknown')).status, 410);
    assert.equal((await visitor.post('/fr/email-change/unknown', {})).status, 410);
    const account = await signUp(portal);
    const older = await linkTo(newAddress('lucie.nouvelle'), account);
    const fresh = newAddress('lucie.nouvelle');
    const newer = await linkTo(fresh, account);
    assert.equal((await visitor.open(older)).status, 410);
    await visitor.open(newer);
    await signUp(portal, lucie({ email: fresh }));
    assert.equal((await visitor.press('Utiliser cette adresse')).status, 410);
    assert.equal((await signIn(portal, account.person)).page.status, 303);
  });
});
