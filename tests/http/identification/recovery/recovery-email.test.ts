import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { CARD, recoverAs, startPortalWithFas, tied, tiedDaysAgo } from '../../../support/fas/identify.ts';
import { type Person, signIn, signUp, text } from '../../../support/journeys.ts';
import { linkIn, type TestPortal, untilNoJobs } from '../../../support/portal.ts';
import { assertAsksToSignIn, FROM_ANOTHER_SITE } from '../../../support/refusals.ts';
import { newAddress, Visitor } from '../../../support/visitor.ts';

let portal: TestPortal;
before(async () => {
  portal = await startPortalWithFas();
});

/** Somebody who no longer reads their mail, in front of the form for another address. */
async function atForm(): Promise<{ visitor: Visitor; person: Person }> {
  const { person } = await tied(portal);
  await tiedDaysAgo(portal, person);
  const visitor = new Visitor(portal);
  await visitor.open('/fr/password-reset');
  await recoverAs(visitor, CARD);
  await visitor.open('/fr/account/recovery/email');
  return { visitor, person };
}

const ask = (visitor: Visitor, email: string, headers = {}) =>
  visitor.fill('Nouvelle adresse e-mail', email).press('Envoyer le lien', headers);

describe('another address by the card', () => {
  it('holds once its link is used, and the present address is told of both', async () => {
    const { visitor, person } = await atForm();
    const fresh = newAddress('lucie.retrouvee');
    assert.equal((await ask(visitor, fresh)).location, '/fr/account');
    await portal.mailTo(person.email, /changement d’adresse/);
    assert.equal((await signIn(portal, { ...person, email: fresh })).page.status, 422);
    const link = new URL(linkIn(await portal.mailTo(fresh))).pathname;
    await visitor.open(link);
    await visitor.press('Utiliser cette adresse');
    await portal.mailTo(person.email, /adresse e-mail de votre compte a changé/);
    assert.equal((await signIn(portal, { ...person, email: fresh })).page.status, 303);
  });

  it('is asked about where it looks like a slip', async () => {
    const { visitor } = await atForm();
    assert.ok(visitor.page.html.includes('data-email-slip'));
  });

  it('is stopped by who still reads the present one, with a new password', async () => {
    const { visitor, person } = await atForm();
    const fresh = newAddress('lucie.retrouvee');
    await ask(visitor, fresh);
    const link = new URL(linkIn(await portal.mailTo(fresh))).pathname;
    const owner = new Visitor(portal);
    await owner.post('/fr/password-reset', { email: person.email });
    await owner.open(new URL(linkIn(await portal.mailTo(person.email, /nouveau mot de passe/))).pathname);
    const password = 'cinq tables rouges dorment';
    owner.fill('Mot de passe', password).fill('Vérification', password);
    assert.equal((await owner.press('Enregistrer')).status, 303);
    assert.equal((await new Visitor(portal).open(link)).status, 410);
    assert.equal((await visitor.open('/fr/account')).status, 303);
    assert.equal((await signIn(portal, { ...person, password })).page.status, 303);
  });

  it('says the same of an address that belongs to somebody, who alone is told', async () => {
    const { person: other } = await signUp(portal);
    const { visitor } = await atForm();
    assert.equal((await ask(visitor, other.email)).location, '/fr/account');
    await portal.mailTo(other.email, /déjà un compte/);
  });

  it('refuses that of the account and none, and asks for the card again after a quarter of an hour', async () => {
    const { visitor, person } = await atForm();
    const same = await ask(visitor, person.email);
    assert.equal(same.status, 422);
    assert.match(text(same.html), /déjà celle de votre compte/);
    assert.equal((await ask(visitor, '')).status, 422);
    const fresh = newAddress('lucie.retrouvee');
    portal.clock.advance(15 * 60 + 1);
    assert.equal((await ask(visitor, fresh)).location, '/fr/account/recovery');
    portal.clock.advance(-(15 * 60 + 1));
    await untilNoJobs(portal);
    assert.ok(!portal.mails.some(({ to }) => to === fresh));
  });

  it('is for somebody signed in, from this site only', async () => {
    await assertAsksToSignIn(portal, '/fr/account/recovery/email');
    const { visitor } = await atForm();
    const fresh = newAddress('lucie.retrouvee');
    assert.equal((await ask(visitor, fresh, FROM_ANOTHER_SITE)).status, 403);
    await untilNoJobs(portal);
    assert.ok(!portal.mails.some(({ to }) => to === fresh));
  });
});
