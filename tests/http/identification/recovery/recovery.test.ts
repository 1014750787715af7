import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import {
  CARD,
  countRows,
  forgetPeople,
  identifyAs,
  recoverAs,
  startPortalWithFas,
  tied,
  tiedDaysAgo,
} from '../../../support/fas/identify.ts';
import { signIn, signUp, text } from '../../../support/journeys.ts';
import { startPortal, type TestPortal } from '../../../support/portal.ts';
import { assertAsksToSignIn } from '../../../support/refusals.ts';
import { Visitor } from '../../../support/visitor.ts';

let portal: TestPortal;
before(async () => {
  portal = await startPortalWithFas();
});

const CHOICES = /Choisir un nouveau mot de passe.*Choisir une autre adresse e-mail/;
const saying = ({ page }: Visitor) => text(page.html);

async function recoveredFrom(path: string, button: string): Promise<Visitor> {
  const visitor = new Visitor(portal);
  await visitor.open(path);
  await recoverAs(visitor, button);
  return visitor;
}

describe('« J’ai ma carte d’identité »', () => {
  it('leads from signing in, from « Mot de passe oublié ? » and from its answer to what the card gives', async () => {
    const { person } = await tied(portal);
    await tiedDaysAgo(portal, person);
    for (const path of ['/fr/sign-in', '/fr/password-reset']) {
      const visitor = await recoveredFrom(path, CARD);
      assert.equal(visitor.page.url, '/fr/account/recovery');
      assert.match(saying(visitor), CHOICES);
      assert.ok(saying(visitor).includes(person.email));
    }
    const visitor = new Visitor(portal);
    await visitor.open('/fr/password-reset');
    visitor.fill('Adresse e-mail', person.email);
    await visitor.press('Envoyer le lien');
    await recoverAs(visitor, CARD);
    assert.match(saying(visitor), CHOICES);
  });

  it('says the same of a card that no account knows, whatever accounts there are, and what to do next', async () => {
    await forgetPeople(portal);
    await signUp(portal);
    const before = await countRows(portal, 'sign_ins');
    const visitor = await recoveredFrom('/fr/password-reset', CARD);
    assert.match(saying(visitor), /Cette carte ne donne pas accès à un compte.*appelez-nous.*02\/244 75 11/);
    assert.equal(await countRows(portal, 'sign_ins'), before);
  });

  it('takes itsme or the card, and no code by telephone', async () => {
    const { person } = await tied(portal);
    await tiedDaysAgo(portal, person);
    const before = await countRows(portal, 'sign_ins');
    const weak = await recoveredFrom('/fr/sign-in', 'Lucie Marie Lambert, SMS');
    assert.match(saying(weak), /Ce moyen ne suffit pas pour choisir un mot de passe/);
    assert.equal(await countRows(portal, 'sign_ins'), before);
    assert.match(saying(await recoveredFrom('/fr/sign-in', 'Lucie Marie Lambert, itsme')), CHOICES);
    assert.match(saying(await recoveredFrom('/fr/sign-in', 'Cancel')), /L’identification a été annulée/);
  });

  it('says of a suspended account what the password says', async () => {
    const { person } = await tied(portal);
    await tiedDaysAgo(portal, person);
    await portal.app.db.pool.query("update citizens set status = 'suspended' where email = $1", [person.email]);
    assert.match(saying(await recoveredFrom('/fr/sign-in', CARD)), /Votre compte est suspendu/);
  });

  it('stands beside each form that asks for the present password, and leads to what that form would change', async () => {
    const { person } = await tied(portal);
    await tiedDaysAgo(portal, person);
    const visitor = await signIn(portal, person);
    for (const [page, asked] of [
      ['password', /Vous ne connaissez plus votre mot de passe actuel/],
      ['email', /oublié votre mot de passe, ou vous ne lisez plus votre adresse actuelle/],
    ] as const) {
      await visitor.open(`/fr/account/${page}`);
      assert.match(saying(visitor), asked);
      const way = `/fr/account/recovery/${page}`;
      assert.ok(visitor.page.html.includes(`href="${way}">J’ai ma carte d’identité</a>`));
      visitor.fill('Mot de passe actuel', 'pas le bon du tout');
      assert.equal((await visitor.press(page === 'email' ? 'Envoyer le lien' : 'Enregistrer')).status, 422);
      assert.ok(visitor.page.html.includes(`href="${way}"`));
      await visitor.open(way);
      await visitor.follow();
      assert.match(saying(visitor), /Identifiez-vous par carte/);
    }
    await identifyAs(visitor, CARD, { next: '/fr/account/recovery', level: 3 });
    assert.equal((await visitor.open('/fr/account/recovery/password')).status, 200);
  });

  it('is not offered where the portal knows no FAS', async () => {
    const without = await startPortal();
    const { visitor } = await signUp(without);
    for (const path of ['/fr/account/password', '/fr/account/email']) {
      await visitor.open(path);
      assert.doesNotMatch(saying(visitor), /J’ai ma carte|ne connaissez plus|oublié votre mot de passe/);
    }
    const nobody = new Visitor(without);
    for (const path of ['/fr/sign-in', '/fr/password-reset']) {
      await nobody.open(path);
      assert.doesNotMatch(saying(nobody), /J’ai ma carte/);
    }
  });
});

describe('what the card gives', () => {
  it('is nothing for three days after it was tied, which the owner reads in a mail', async () => {
    const { person } = await tied(portal);
    await portal.mailTo(person.email, /carte d’identité est liée/);
    await tiedDaysAgo(portal, person, 2);
    const visitor = await recoveredFrom('/fr/sign-in', CARD);
    assert.match(saying(visitor), /liée à votre compte depuis moins de 3 jours/);
    assert.doesNotMatch(saying(visitor), CHOICES);
  });

  it('is for a sign-in in which the card was shown: another one leads to FAS first', async () => {
    const { person } = await tied(portal);
    await tiedDaysAgo(portal, person);
    const visitor = await signIn(portal, person);
    await visitor.open('/fr/account/recovery');
    assert.match(saying(visitor), /Identifiez-vous par carte/);
    await identifyAs(visitor, CARD, { next: '/fr/account/recovery', level: 3 });
    assert.equal(visitor.page.url, '/fr/account/recovery');
    assert.match(saying(visitor), CHOICES);
  });

  it('is nothing for an account without a card, nor for somebody who is not signed in', async () => {
    await assertAsksToSignIn(portal, '/fr/account/recovery');
    const { visitor } = await signUp(portal);
    await visitor.open('/fr/account/recovery');
    assert.match(saying(visitor), /n’est lié à aucune carte/);
  });
});
