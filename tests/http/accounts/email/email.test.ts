import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { signUp, text } from '../../../support/journeys.ts';
import { startPortal, type TestPortal } from '../../../support/portal.ts';
import { assertAsksToSignIn, FROM_ANOTHER_SITE } from '../../../support/refusals.ts';
import { newAddress } from '../../../support/visitor.ts';

let portal: TestPortal;
before(async () => {
  portal = await startPortal();
});

describe('asking for another address', () => {
  it('say the same when the new address belongs to somebody, who alone is told', async () => {
    const { person: other } = await signUp(portal);
    const { visitor, person } = await signUp(portal);
    await visitor.open('/fr/account/email');
    visitor.fill('Nouvelle adresse e-mail', other.email).fill('Mot de passe actuel', person.password);
    assert.equal((await visitor.press('Envoyer le lien')).location, '/fr/account');
    await portal.mailTo(other.email, /déjà un compte/);
  });

  it('sends the link also when the clock of the portal is five minutes behind that of the database', async () => {
    const { visitor, person } = await signUp(portal);
    const fresh = newAddress('lucie.nouvelle');
    await portal.app.db.pool.query('update citizens set password_changed_at = now() where email = $1', [person.email]);
    portal.clock.advance(-300);
    await visitor.open('/fr/account/email');
    visitor.fill('Nouvelle adresse e-mail', fresh).fill('Mot de passe actuel', person.password);
    await visitor.press('Envoyer le lien');
    portal.clock.advance(300);
    await portal.mailTo(fresh);
  });

  it('refuses the address of the account, none, and a wrong password, and keeps the address that was typed', async () => {
    const { visitor, person } = await signUp(portal);
    await visitor.open('/fr/account/email');
    visitor.fill('Nouvelle adresse e-mail', person.email).fill('Mot de passe actuel', person.password);
    const same = await visitor.press('Envoyer le lien');
    assert.equal(same.status, 422);
    assert.match(text(same.html), /Cette adresse est déjà celle de votre compte/);
    visitor.fill('Nouvelle adresse e-mail', '').fill('Mot de passe actuel', person.password);
    assert.equal((await visitor.press('Envoyer le lien')).status, 422);
    const fresh = newAddress('lucie.nouvelle');
    visitor.fill('Nouvelle adresse e-mail', fresh).fill('Mot de passe actuel', 'pas le bon du tout');
    const wrong = await visitor.press('Envoyer le lien');
    assert.equal(wrong.status, 422);
    assert.match(wrong.html, /href="#currentPassword"/);
    assert.ok(wrong.html.includes(`value="${fresh}"`) && !wrong.html.includes('pas le bon du tout'));
    assert.ok(!portal.mails.some(({ to }) => to === fresh));
  });

  it('is for somebody signed in, from this site only', async () => {
    await assertAsksToSignIn(portal, '/fr/account/email');
    const { visitor, person } = await signUp(portal);
    const fresh = newAddress('lucie.nouvelle');
    await visitor.open('/fr/account/email');
    visitor.fill('Nouvelle adresse e-mail', fresh).fill('Mot de passe actuel', person.password);
    assert.equal((await visitor.press('Envoyer le lien', FROM_ANOTHER_SITE)).status, 403);
    assert.ok(!portal.mails.some(({ to }) => to === fresh));
  });
});
