import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { lucie, signUp, text } from '../../../support/journeys.ts';
import { deadlocks } from '../../../support/locks.ts';
import { startPortal, type TestPortal } from '../../../support/portal.ts';
import { beginProfile, createProfile, identify, newNumber } from '../../../support/profiles.ts';
import { assertAsksToSignIn, assertIsNotThere, FROM_ANOTHER_SITE } from '../../../support/refusals.ts';

let portal: TestPortal;
before(async () => {
  portal = await startPortal();
});

describe('creating a professional profile', () => {
  it('follows the steps of the FAQ and ends on the contact page, green notification and name in the banner', async () => {
    const number = newNumber();
    const { visitor } = await signUp(portal);
    await visitor.open('/fr/my-space');
    assert.match(
      text(visitor.page.html),
      /Mon espace citoyen.*Créer un profil association.*Créer un profil entreprise/,
    );
    await beginProfile(visitor, `BE ${number.slice(0, 4)}.${number.slice(4, 7)}.${number.slice(7)}`);
    await visitor.follow();
    assert.match(text(visitor.page.html), /Profil en cours de création : Entreprise · Étape 2 sur 3/);
    await visitor.post(visitor.page.url, { name: 'Brasserie Dubois', kind: 'enterprise', vatLiable: 'yes' });
    await visitor.follow();
    await visitor.post(visitor.page.url, { jobTitle: 'director' });
    assert.equal(visitor.page.location, `/fr/profiles/${number}/contact`);
    await visitor.follow();
    assert.match(visitor.page.html, /class="success"[^>]*>.*Le profil a été créé/);
    assert.match(visitor.page.html, /profile--enterprise profile--acting[\s\S]*?profile__name">Brasserie Dubois</);
    assert.match(text(visitor.page.html), /Administrateur ou administratrice/);
  });

  it('makes one profile when a hundred people press « Créer » at once; the others may ask for access', async () => {
    const number = newNumber();
    const people: Awaited<ReturnType<typeof signUp>>[] = [];
    // One after the other: only the last step is the race, and a busy machine answers 503 to what waits too long.
    for (let count = 0; count < 100; count += 1) people.push(await signUp(portal, lucie()));
    for (const { visitor } of people) {
      await beginProfile(visitor, number);
      await identify(visitor);
      await visitor.follow();
    }
    const answers = await Promise.all(
      people.map(({ visitor }) => visitor.post(visitor.page.url, { jobTitle: 'director' })),
    );
    const places = answers.map(({ location }) => location);
    assert.equal(places.filter((place) => place === `/fr/profiles/${number}/contact`).length, 1);
    assert.equal(places.filter((place) => place === `/fr/profiles/${number}/access-request`).length, 99);
    assert.equal(answers.filter(({ status }) => status >= 500).length, 0);
    assert.equal(await deadlocks(portal), 0);
  });

  it('shows the first result to a second press of « Créer », and to the back button after it', async () => {
    const number = newNumber();
    const { visitor } = await signUp(portal);
    await createProfile(visitor, number);
    const last = visitor.page.url;
    const answer = await visitor.post(last, { jobTitle: 'director' });
    assert.equal(answer.location, `/fr/profiles/${number}/contact`);
    const identity = last.replace('responsibilities', 'identity');
    for (const page of [identity, last]) assert.equal((await visitor.open(page)).location, answer.location);
    const again = { name: 'Autre nom', kind: 'association', vatLiable: 'no' };
    assert.equal((await visitor.post(identity, again)).location, answer.location);
    assert.match(text((await visitor.open(`/fr/profiles/${number}/organisation`)).html), /Brasserie Dubois/);
  });

  it('ends with one’s function, chosen from the list with the button of the page', async () => {
    const { visitor } = await signUp(portal);
    const number = newNumber();
    await beginProfile(visitor, number);
    await identify(visitor);
    await visitor.follow();
    const path = visitor.page.url;
    assert.equal((await visitor.post(path, { jobTitle: 'emperor' })).status, 422);
    assert.match(text((await visitor.post(path, {})).html), /Choisissez votre fonction/);
    await visitor.open(path);
    visitor.choose('Président ou présidente');
    assert.equal((await visitor.press('Créer', FROM_ANOTHER_SITE)).status, 403);
    await assertAsksToSignIn(portal, path);
    const { visitor: stranger } = await signUp(portal);
    await assertIsNotThere(stranger, path, { jobTitle: 'chair' });
    await visitor.open(path);
    visitor.choose('Président ou présidente');
    assert.equal((await visitor.press('Créer')).location, `/fr/profiles/${number}/contact`);
  });
});
