import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { sql } from '../../../../src/platform/database.ts';
import { signUp, text } from '../../../support/journeys.ts';
import { startPortal, type TestPortal } from '../../../support/portal.ts';
import { createProfile, newNumber, sharedProfile } from '../../../support/profiles.ts';
import { assertAsksToSignIn, FROM_ANOTHER_SITE } from '../../../support/refusals.ts';
import { newAddress } from '../../../support/visitor.ts';

let portal: TestPortal;
before(async () => {
  portal = await startPortal();
});

describe('the page that invites', () => {
  it('is for managers: to a member and to a stranger the page does not exist', async () => {
    const number = newNumber();
    const owner = await signUp(portal);
    await createProfile(owner.visitor, number);
    const { visitor: stranger } = await signUp(portal);
    assert.equal((await stranger.open(`/fr/profiles/${number}/members/invite`)).status, 404);
    await portal.app.db.transaction((tx) =>
      tx.run(sql`update memberships set role = 'member' where enterprise_number = ${number}`),
    );
    assert.equal((await owner.visitor.open(`/fr/profiles/${number}/members/invite`)).status, 404);
    const posted = await owner.visitor.post(`/fr/profiles/${number}/members/invite`, {
      email: 'a@b.be',
      role: 'member',
    });
    assert.equal(posted.status, 404);
  });

  it('takes an address and a role with its button, and says what is missing', async () => {
    const { number, owner } = await sharedProfile(portal);
    const path = `/fr/profiles/${number}/members/invite`;
    const refused = await owner.visitor.post(path, { email: 'personne' });
    assert.equal(refused.status, 422);
    for (const field of ['email', 'role']) assert.ok(refused.html.includes(`href="#${field}"`), field);
    assert.match(refused.html, /value="personne"/);
    await owner.visitor.open(path);
    const email = newAddress('jan');
    owner.visitor.fill('Adresse e-mail', email).choose('Membre');
    assert.equal((await owner.visitor.press('Envoyer l’invitation')).location, `/fr/profiles/${number}/members`);
    await portal.mailTo(email, /vous invite/);
  });

  it('says that the address is one’s own, and invites nobody', async () => {
    const { number, owner } = await sharedProfile(portal);
    const path = `/fr/profiles/${number}/members`;
    await owner.visitor.open(`${path}/invite`);
    owner.visitor.fill('Adresse e-mail', owner.person.email.toUpperCase());
    const { status, html } = await owner.visitor.press('Envoyer l’invitation');
    assert.equal(status, 422);
    assert.match(text(html), /C’est votre propre adresse : vous agissez déjà pour cette organisation/);
    assert.ok(!text((await owner.visitor.open(path)).html).includes('Invitations en attente'));
  });

  it('is for somebody signed in, from this site only', async () => {
    const { number, owner } = await sharedProfile(portal);
    const path = `/fr/profiles/${number}/members/invite`;
    await assertAsksToSignIn(portal, path);
    await owner.visitor.open(path);
    const email = newAddress('jan');
    owner.visitor.fill('Adresse e-mail', email).choose('Membre');
    assert.equal((await owner.visitor.press('Envoyer l’invitation', FROM_ANOTHER_SITE)).status, 403);
    assert.ok(!(await owner.visitor.open(`/fr/profiles/${number}/members`)).html.includes(email));
  });
});
