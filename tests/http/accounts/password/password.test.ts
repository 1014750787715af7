import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { summarised } from '../../../support/forms.ts';
import { signIn, signUp, text } from '../../../support/journeys.ts';
import { startPortal, type TestPortal } from '../../../support/portal.ts';
import { assertAsksToSignIn, FROM_ANOTHER_SITE } from '../../../support/refusals.ts';

let portal: TestPortal;
before(async () => {
  portal = await startPortal();
});

const NEW_PASSWORD = 'quatre lampes bleues marchent';

describe('changing the password', () => {
  it('takes the present one, and ends the other sessions but this one', async () => {
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

  it('refuses a weak one and two that differ, and keeps none of them in the page', async () => {
    const { visitor, person } = await signUp(portal);
    await visitor.open('/fr/account/password');
    for (const [password, again] of [
      ['azertyuiop123', 'azertyuiop123'],
      [NEW_PASSWORD, 'autre chose encore une fois'],
      ['', ''],
    ] as const) {
      visitor.fill('Mot de passe actuel', person.password).fill('Mot de passe', password).fill('Vérification', again);
      const page = await visitor.press('Enregistrer');
      assert.equal(page.status, 422);
      for (const typed of [person.password, password, again]) assert.ok(typed === '' || !page.html.includes(typed));
    }
    assert.equal((await signIn(portal, person)).page.status, 303);
  });

  it('says all that is wrong at once, in the order of the page', async () => {
    const { visitor, person } = await signUp(portal);
    await visitor.open('/fr/account/password');
    for (const [password, again, fields, words] of [
      ['court', 'autre', ['currentPassword', 'password'], /au moins 12 caractères/],
      [`${person.firstName} ${person.lastName} 2026`, '', ['currentPassword', 'password'], /ressemble à votre nom/],
      [NEW_PASSWORD, 'autre', ['currentPassword', 'passwordConfirmation'], /ne sont pas les mêmes/],
    ] as const) {
      visitor.fill('Mot de passe', password).fill('Vérification', again);
      const { html } = await visitor.press('Enregistrer');
      assert.deepEqual(summarised(html), fields, password);
      assert.match(text(html), words);
    }
    assert.equal((await signIn(portal, person)).page.status, 303);
  });

  it('is for somebody signed in, from this site only', async () => {
    await assertAsksToSignIn(portal, '/fr/account/password');
    const { visitor, person } = await signUp(portal);
    await visitor.open('/fr/account/password');
    visitor
      .fill('Mot de passe actuel', person.password)
      .fill('Mot de passe', NEW_PASSWORD)
      .fill('Vérification', NEW_PASSWORD);
    assert.equal((await visitor.press('Enregistrer', FROM_ANOTHER_SITE)).status, 403);
    assert.equal((await signIn(portal, person)).page.status, 303);
  });
});
