import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { summarised } from '../../../support/forms.ts';
import { signIn, signUp, text } from '../../../support/journeys.ts';
import { linkIn, startPortal, type TestPortal } from '../../../support/portal.ts';
import { FROM_ANOTHER_SITE } from '../../../support/refusals.ts';
import { newAddress, PASSWORD, Visitor } from '../../../support/visitor.ts';

let portal: TestPortal;
before(async () => {
  portal = await startPortal();
});

const NEW_PASSWORD = 'quatre lampes bleues marchent';

/** The page of the link that a forgotten password is answered with. */
async function resetLink(email: string): Promise<string> {
  const visitor = new Visitor(portal);
  await visitor.open('/fr/password-reset');
  visitor.fill('Adresse e-mail', email);
  await visitor.press('Envoyer le lien');
  return new URL(linkIn(await portal.mailTo(email, /nouveau mot de passe/))).pathname;
}

async function choose(visitor: Visitor, password: string) {
  visitor.fill('Mot de passe', password).fill('Vérification', password);
  return visitor.press('Enregistrer');
}

describe('a forgotten password', () => {
  it('is replaced through the link, leads to Mon espace, ends the other sessions and says so by mail', async () => {
    const { visitor: elsewhere, person } = await signUp(portal);
    const link = await resetLink(person.email);
    const visitor = new Visitor(portal);
    await visitor.open(link);
    await choose(visitor, NEW_PASSWORD);
    assert.equal(visitor.page.location, '/fr/my-space');
    await visitor.follow();
    assert.match(text(visitor.page.html), /Votre mot de passe a changé/);
    assert.equal((await elsewhere.open('/fr/my-space')).status, 303);
    await portal.mailTo(person.email, /mot de passe a changé/);
    assert.equal((await signIn(portal, person)).page.status, 422);
    assert.equal((await signIn(portal, { ...person, password: NEW_PASSWORD })).page.status, 303);
  });

  it('has a link that opening does not consume and that works once', async () => {
    const { person } = await signUp(portal);
    const link = await resetLink(person.email);
    for (let opened = 0; opened < 3; opened += 1) assert.equal((await new Visitor(portal).open(link)).status, 200);
    const both = [new Visitor(portal), new Visitor(portal)];
    for (const visitor of both) await visitor.open(link);
    const answers = await Promise.all(both.map((visitor) => choose(visitor, NEW_PASSWORD)));
    assert.deepEqual(answers.map(({ status }) => status).sort(), [303, 410]);
    assert.equal((await new Visitor(portal).open(link)).status, 410);
  });

  it('has a link that no longer works once the account has another address, even on a page opened before', async () => {
    const { visitor, person } = await signUp(portal);
    const link = await resetLink(person.email);
    const reader = new Visitor(portal);
    assert.equal((await reader.open(link)).status, 200);
    const fresh = newAddress('lucie.nouvelle');
    await visitor.open('/fr/account/email');
    visitor.fill('Nouvelle adresse e-mail', fresh).fill('Mot de passe actuel', person.password);
    await visitor.press('Envoyer le lien');
    await visitor.open(new URL(linkIn(await portal.mailTo(fresh))).pathname);
    await visitor.press('Utiliser cette adresse');
    assert.equal((await choose(reader, NEW_PASSWORD)).status, 410);
    assert.equal((await new Visitor(portal).open(link)).status, 410);
    assert.equal((await signIn(portal, { ...person, email: fresh })).page.status, 303);
  });

  it('refuses a weak or a different password with the link still good', async () => {
    const { person } = await signUp(portal);
    const visitor = new Visitor(portal);
    await visitor.open(await resetLink(person.email));
    assert.equal((await choose(visitor, 'azertyuiop123')).status, 422);
    visitor.fill('Mot de passe', NEW_PASSWORD).fill('Vérification', PASSWORD);
    assert.equal((await visitor.press('Enregistrer')).status, 422);
    assert.equal((await choose(visitor, NEW_PASSWORD)).status, 303);
  });

  it('is judged by the rule at once, whatever the verification says, and by the names of whose link it is', async () => {
    const { person } = await signUp(portal);
    const visitor = new Visitor(portal);
    await visitor.open(await resetLink(person.email));
    for (const [password, again, fields, words] of [
      ['court', 'autre', ['password'], /au moins 12 caractères/],
      ['azertyuiop123', '', ['password'], /trop facile à deviner/],
      [`${person.firstName} ${person.lastName} 2026`, 'autre', ['password'], /ressemble à votre nom/],
      [NEW_PASSWORD, 'autre', ['passwordConfirmation'], /ne sont pas les mêmes/],
    ] as const) {
      visitor.fill('Mot de passe', password).fill('Vérification', again);
      const { status, html } = await visitor.press('Enregistrer');
      assert.equal(status, 422);
      assert.deepEqual(summarised(html), fields, password);
      assert.match(text(html), words);
    }
    assert.equal((await choose(visitor, NEW_PASSWORD)).status, 303);
  });

  it('is not replaced through a link that nobody was sent, nor from another site', async () => {
    const visitor = new Visitor(portal);
    const fields = { password: NEW_PASSWORD, passwordConfirmation: NEW_PASSWORD };
    assert.equal((await visitor.open('/fr/password-reset/unknown')).status, 410);
    assert.equal((await visitor.post('/fr/password-reset/unknown', fields)).status, 410);
    const { person } = await signUp(portal);
    await visitor.open(await resetLink(person.email));
    visitor.fill('Mot de passe', NEW_PASSWORD).fill('Vérification', NEW_PASSWORD);
    assert.equal((await visitor.press('Enregistrer', FROM_ANOTHER_SITE)).status, 403);
    assert.equal((await signIn(portal, person)).page.status, 303);
  });
});
