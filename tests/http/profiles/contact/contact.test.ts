import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { signUp, text } from '../../../support/journeys.ts';
import { startPortal, type TestPortal } from '../../../support/portal.ts';
import { createProfile, newNumber, sharedProfile } from '../../../support/profiles.ts';
import { assertAsksToSignIn, assertIsNotThere, FROM_ANOTHER_SITE } from '../../../support/refusals.ts';

let portal: TestPortal;
before(async () => {
  portal = await startPortal();
});

describe('the contact details', () => {
  it('say once more that the profile is created when they are first saved, and only that they are saved after', async () => {
    const number = newNumber();
    const { visitor, person } = await signUp(portal);
    await createProfile(visitor, number);
    const path = `/fr/profiles/${number}/contact`;
    for (const words of [
      /Le profil est créé et vos coordonnées sont enregistrées/,
      /Vos coordonnées sont enregistrées/,
    ]) {
      await visitor.post(path, { preferredLanguage: 'fr', email: person.email });
      assert.match(text((await visitor.follow()).html), words);
    }
  });

  it('ask about a slip in the address once they are saved, as it was typed', async () => {
    const number = newNumber();
    const { visitor } = await signUp(portal);
    await createProfile(visitor, number);
    const email = 'info@outlok.be';
    await visitor.post(`/fr/profiles/${number}/contact`, { preferredLanguage: 'fr', email });
    const { html } = await visitor.follow();
    assert.match(text(html), /Vouliez-vous dire info@outlook\.be\s\?/);
    assert.ok(html.includes(`value="${email}"`));
  });

  it('store phones as +32… from any usual writing, and refuse nonsense with an example', async () => {
    const number = newNumber();
    const { visitor, person } = await signUp(portal);
    await createProfile(visitor, number);
    const path = `/fr/profiles/${number}/contact`;
    const fields = { preferredLanguage: 'nl', landline: '02/244 75 11', mobile: '+320470123456', email: person.email };
    assert.equal((await visitor.post(path, fields)).location, path);
    await visitor.follow();
    assert.match(visitor.page.html, /value="0470 12 34 56"/);
    const { rows } = await portal.app.db.pool.query(
      'select landline, mobile, email_notifications from memberships where enterprise_number = $1',
      [number],
    );
    assert.deepEqual(rows, [{ landline: '+3222447511', mobile: '+32470123456', email_notifications: false }]);
    const refused = await visitor.post(path, { ...fields, mobile: '12' });
    assert.equal(refused.status, 422);
    assert.match(text(refused.html), /par exemple 02\/244 75 11/);
  });

  it('are filled in on the page, and shown there again', async () => {
    const { number, owner } = await sharedProfile(portal);
    const { visitor } = owner;
    await visitor.open(`/fr/profiles/${number}/contact`);
    visitor.choose('Nederlands').fill('Téléphone fixe (facultatif)', '02 244 75 11');
    visitor.choose('Recevoir les notifications par e-mail');
    assert.equal((await visitor.press('Enregistrer')).status, 303);
    const { html } = await visitor.follow();
    assert.match(html, /value="nl" checked/);
    assert.match(html, /value="02 244 75 11"/);
    assert.match(html, /name="emailNotifications" type="checkbox" value="on" checked/);
  });

  it('belong to each member alone: to a stranger the page does not exist', async () => {
    const { number, colleague } = await sharedProfile(portal);
    await assertIsNotThere(colleague.visitor, `/fr/profiles/${number}/contact`, {
      preferredLanguage: 'fr',
      email: colleague.person.email,
    });
  });

  it('are for somebody signed in, and change from this site only', async () => {
    const { number, owner } = await sharedProfile(portal);
    const path = `/fr/profiles/${number}/contact`;
    await assertAsksToSignIn(portal, path);
    await owner.visitor.open(path);
    owner.visitor.fill('Téléphone fixe (facultatif)', '02 244 75 11');
    assert.equal((await owner.visitor.press('Enregistrer', FROM_ANOTHER_SITE)).status, 403);
    assert.ok(!(await owner.visitor.open(path)).html.includes('02 244 75 11"'));
  });
});

describe('the page of contact details', () => {
  it('says for whom one acts elsewhere, and switches without leaving the page', async () => {
    const { number, owner } = await sharedProfile(portal);
    await owner.visitor.post('/fr/active-profile', { profile: 'citizen' });
    const path = `/fr/profiles/${number}/contact`;
    const page = await owner.visitor.open(path);
    assert.match(
      text(page.html),
      /Cette page concerne Brasserie Dubois. En ce moment, vous agissez pour vous-même, comme citoyen/,
    );
    assert.equal((await owner.visitor.press('Agir pour Brasserie Dubois')).location, path);
    assert.ok(!text((await owner.visitor.follow()).html).includes('Cette page concerne'));
  });
});
