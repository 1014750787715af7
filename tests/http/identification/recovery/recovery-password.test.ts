import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { CARD, identifyAs, recoverAs, startPortalWithFas, tied, tiedDaysAgo } from '../../../support/fas/identify.ts';
import { summarised } from '../../../support/forms.ts';
import { type Person, signIn, text } from '../../../support/journeys.ts';
import type { TestPortal } from '../../../support/portal.ts';
import { assertAsksToSignIn, FROM_ANOTHER_SITE } from '../../../support/refusals.ts';
import { Visitor } from '../../../support/visitor.ts';

let portal: TestPortal;
before(async () => {
  portal = await startPortalWithFas();
});

const NEW_PASSWORD = 'quatre lampes bleues marchent';

/** Somebody who has forgotten the password, in front of the form for a new one. */
async function atForm(): Promise<{ visitor: Visitor; person: Person; elsewhere: Visitor }> {
  const { person, visitor: elsewhere } = await tied(portal);
  await tiedDaysAgo(portal, person);
  const visitor = new Visitor(portal);
  await visitor.open('/fr/sign-in');
  await recoverAs(visitor, CARD);
  await visitor.open('/fr/account/recovery/password');
  assert.equal(visitor.page.status, 200);
  return { visitor, person, elsewhere };
}

const choose = (visitor: Visitor, password = NEW_PASSWORD, headers = {}) => {
  visitor.fill('Mot de passe', password).fill('Vérification', password);
  return visitor.press('Enregistrer', headers);
};

describe('a new password by the card', () => {
  it('is set without the present one; every other session ends, pending links die and a mail tells it', async () => {
    const { visitor, person, elsewhere } = await atForm();
    await new Visitor(portal).post('/fr/password-reset', { email: person.email });
    const mail = await portal.mailTo(person.email, /nouveau mot de passe/);
    assert.equal((await choose(visitor)).location, '/fr/account');
    assert.equal((await visitor.follow()).status, 200);
    assert.equal((await elsewhere.open('/fr/my-space')).status, 303);
    await portal.mailTo(person.email, /mot de passe a changé/);
    const [link = ''] = /\/fr\/password-reset\/[^\s"]+/.exec(mail.text) ?? [];
    assert.equal((await new Visitor(portal).open(link)).status, 410);
    assert.equal((await signIn(portal, person)).page.status, 422);
    assert.equal((await signIn(portal, { ...person, password: NEW_PASSWORD })).page.status, 303);
  });

  it('follows the rules of passwords, and keeps none in the page', async () => {
    const { visitor, person } = await atForm();
    for (const password of ['azertyuiop123', `${person.email} ${person.email}`, '']) {
      const page = await choose(visitor, password);
      assert.equal(page.status, 422);
      assert.ok(password === '' || !page.html.includes(`value="${password}"`));
    }
    assert.equal((await signIn(portal, person)).page.status, 303);
  });

  it('is judged by the rule at once, whatever the verification says', async () => {
    const { visitor, person } = await atForm();
    for (const [password, again, fields, words] of [
      ['court', 'autre', ['password'], /au moins 12 caractères/],
      [`${person.firstName} ${person.lastName} 2026`, '', ['password'], /ressemble à votre nom/],
      [NEW_PASSWORD, 'autre', ['passwordConfirmation'], /ne sont pas les mêmes/],
    ] as const) {
      visitor.fill('Mot de passe', password).fill('Vérification', again);
      const { html } = await visitor.press('Enregistrer');
      assert.deepEqual(summarised(html), fields, password);
      assert.match(text(html), words);
    }
  });

  it('is not set once a quarter of an hour has passed since the card was shown', async () => {
    const { visitor, person } = await atForm();
    portal.clock.advance(15 * 60 + 1);
    assert.equal((await choose(visitor)).location, '/fr/account/recovery');
    assert.match(text((await visitor.follow()).html), /Identifiez-vous/);
    portal.clock.advance(-(15 * 60 + 1));
    assert.equal((await signIn(portal, person)).page.status, 303);
  });

  it('is not set once the card was untied elsewhere while the form stood open', async () => {
    const { visitor, person, elsewhere } = await atForm();
    await elsewhere.open('/fr/account/identity');
    elsewhere.fill('Mot de passe actuel', person.password);
    await elsewhere.press('Délier mon identité');
    assert.equal((await choose(visitor)).location, '/fr/account/recovery');
    assert.equal((await signIn(portal, person)).page.status, 303);
  });

  it('is not set once the sessions were ended elsewhere', async () => {
    const { visitor, person, elsewhere } = await atForm();
    await elsewhere.open('/fr/account/sessions');
    await elsewhere.press('Fermer toutes les autres sessions');
    assert.equal((await choose(visitor)).status, 401);
    assert.equal((await signIn(portal, person)).page.status, 303);
  });

  it('is not set by a code of CSAM, nor by the password of another session', async () => {
    const { person } = await tied(portal);
    await tiedDaysAgo(portal, person);
    const visitor = await signIn(portal, person);
    for (const button of [null, 'Lucie Marie Lambert, SMS']) {
      if (button !== null) await identifyAs(visitor, button);
      assert.equal((await visitor.open('/fr/account/recovery/password')).location, '/fr/account/recovery');
      const posted = { password: NEW_PASSWORD, passwordConfirmation: NEW_PASSWORD };
      assert.equal((await visitor.post('/fr/account/recovery/password', posted)).location, '/fr/account/recovery');
    }
    assert.equal((await signIn(portal, person)).page.status, 303);
  });

  it('is for somebody signed in, from this site only', async () => {
    await assertAsksToSignIn(portal, '/fr/account/recovery/password');
    const { visitor, person } = await atForm();
    assert.equal((await choose(visitor, NEW_PASSWORD, FROM_ANOTHER_SITE)).status, 403);
    assert.equal((await signIn(portal, person)).page.status, 303);
  });
});
