import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { sql } from '../../../src/platform/database.ts';
import { confirmAddress, lucie, type Person, signIn, signUp, text } from '../../support/journeys.ts';
import { linkIn, startPortal, type TestPortal } from '../../support/portal.ts';
import { newAddress, Visitor } from '../../support/visitor.ts';

let portal: TestPortal;
before(async () => {
  portal = await startPortal();
});

const NEW_PASSWORD = 'quatre lampes bleues marchent';

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
    await visitor.press('Envoyer le mail à nouveau');
    await visitor.follow();
    assert.match(text(visitor.page.html), /Le mail de confirmation est reparti/);
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
});

describe('the account pages', () => {
  it('change the names, shown from then on in the banner', async () => {
    const { visitor } = await signUp(portal);
    await visitor.open('/fr/account/personal-data');
    visitor.fill('Prénom', 'Zoé').fill('Nom', 'Dubois');
    await visitor.press('Enregistrer');
    await visitor.follow();
    assert.match(text(visitor.page.html), /Vos données personnelles sont enregistrées/);
    assert.match(visitor.page.html, /Zoé Dubois/);
  });

  it('change the password only with the present one, and end the other sessions but this one', async () => {
    const { visitor, person } = await signUp(portal);
    const elsewhere = await signIn(portal, person);
    await visitor.open('/fr/account/password');
    visitor
      .fill('Mot de passe actuel', 'pas le bon du tout')
      .fill('Mot de passe', NEW_PASSWORD)
      .fill('Vérification', NEW_PASSWORD);
    assert.equal((await visitor.press('Enregistrer')).status, 422);
    visitor
      .fill('Mot de passe actuel', person.password)
      .fill('Mot de passe', NEW_PASSWORD)
      .fill('Vérification', NEW_PASSWORD);
    assert.equal((await visitor.press('Enregistrer')).status, 303);
    assert.equal((await visitor.open('/fr/my-space')).status, 200);
    assert.equal((await elsewhere.open('/fr/my-space')).status, 303);
    await portal.mailTo(person.email, /mot de passe a changé/);
  });

  it('change the address once the new one is confirmed, and tell both', async () => {
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

  it('say the same when the new address belongs to somebody, who alone is told', async () => {
    const { person: other } = await signUp(portal);
    const { visitor, person } = await signUp(portal);
    await visitor.open('/fr/account/email');
    visitor.fill('Nouvelle adresse e-mail', other.email).fill('Mot de passe actuel', person.password);
    assert.equal((await visitor.press('Envoyer le lien')).location, '/fr/account');
    await portal.mailTo(other.email, /déjà un compte/);
  });

  it('save the preferences and speak the language chosen', async () => {
    const { visitor } = await signUp(portal);
    await visitor.post('/fr/account/preferences', { language: 'nl', notifications: 'portal', defaultSpace: 'citizen' });
    assert.equal(visitor.page.location, '/nl/account');
    await visitor.post('/fr/account/preferences', { language: 'xx', notifications: 'portal', defaultSpace: 'citizen' });
    assert.equal(visitor.page.status, 422);
  });

  it('list the sessions and end another one, but never somebody else’s', async () => {
    const { visitor, person } = await signUp(portal);
    const elsewhere = await signIn(portal, person);
    const { visitor: stranger } = await signUp(portal);
    await visitor.open('/fr/account/sessions');
    assert.match(text(visitor.page.html), /Cette session/);
    const [, id = ''] = /name="signIn" value="([0-9a-f-]{36})"/.exec(visitor.page.html) ?? [];
    await stranger.post('/fr/account/sessions', { signIn: id });
    assert.equal((await elsewhere.open('/fr/my-space')).status, 200);
    await visitor.post('/fr/account/sessions', { signIn: id });
    assert.equal((await elsewhere.open('/fr/my-space')).status, 303);
    assert.equal((await visitor.post('/fr/account/sessions', { signIn: 'x' })).status, 404);
  });
});

describe('behind the guard', () => {
  const PAGES = ['', '/personal-data', '/email', '/password', '/preferences', '/sessions', '/data', '/closing'];

  it('each page sends somebody signed out to sign in, and comes back', async () => {
    for (const page of PAGES) {
      const visitor = new Visitor(portal);
      await visitor.open(`/nl/account${page}`);
      assert.equal(visitor.page.location, `/nl/sign-in?next=${encodeURIComponent(`/nl/account${page}`)}`);
    }
  });

  it('extra fields of a form change nothing', async () => {
    const { visitor, person } = await signUp(portal, lucie());
    await visitor.post('/fr/account/personal-data', {
      firstName: 'Lucie',
      lastName: 'L',
      email: 'evil@exemple.be',
      status: 'closed',
      id: 'x',
    });
    assert.equal(visitor.page.status, 303);
    assert.equal((await signIn(portal, person as Person)).page.status, 303);
  });

  it('unconfirmed accounts are forgotten after seven days, confirmed ones are not', async () => {
    const { person } = await signUp(portal);
    const kept = await signUp(portal);
    await confirmAddress(kept.visitor, kept.person);
    await portal.app.db.transaction((tx) => tx.run(sql`update citizens set created_at = now() - interval '8 days'`));
    const { forgetOldAccountData } = await import('../../../src/features/accounts/forget-old-account-data.ts');
    await forgetOldAccountData(portal.app);
    assert.equal((await signIn(portal, person)).page.status, 422);
    assert.equal((await signIn(portal, kept.person)).page.status, 303);
  });
});
