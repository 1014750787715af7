import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { lucie, signUp, text } from '../../../support/journeys.ts';
import { deadlocks } from '../../../support/locks.ts';
import { startPortal, type TestPortal } from '../../../support/portal.ts';
import { beginProfile, createProfile, identify, newNumber } from '../../../support/profiles.ts';

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

  it('says what is wrong with a number, keeps what was typed, and never repeats a national register number', async () => {
    const { visitor } = await signUp(portal);
    for (const [typed, words] of [
      ['0671516648', /Un chiffre au moins est faux/],
      ['2147812701', /unité d’établissement/],
      ['067151', /manque au moins un chiffre/],
      ['NL003456789B01', /TVA étranger/],
    ] as const) {
      const page = await beginProfile(visitor, typed);
      assert.equal(page.status, 422);
      assert.match(text(page.html), words);
      assert.ok(page.html.includes(`value="${typed}"`));
    }
    const page = await beginProfile(visitor, '85.07.30-033.28');
    assert.match(text(page.html), /registre national/);
    assert.ok(!page.html.includes('033'));
    assert.ok(!portal.logged.join('').includes('85.07.30'));
    const unticked = await visitor.post('/fr/profiles/new/enterprise', { enterpriseNumber: newNumber() });
    assert.match(unticked.html, /href="#acceptTerms"/);
  });

  it('tells the citizen who has the number already, in the words of the FAQ', async () => {
    const number = newNumber();
    const { visitor } = await signUp(portal);
    await createProfile(visitor, number);
    const page = await beginProfile(visitor, number);
    assert.equal(page.status, 422);
    assert.ok(text(page.html).includes("Vous disposez déjà d'un accès à cet espace professionnel"));
  });

  it('lets no step be jumped, and no draft be read by somebody else', async () => {
    const { visitor } = await signUp(portal);
    await beginProfile(visitor, newNumber());
    const identity = visitor.page.location ?? '';
    const last = identity.replace('identity', 'responsibilities');
    assert.equal((await visitor.open(last)).location, identity);
    assert.equal((await visitor.post(last, { jobTitle: 'director' })).location, identity);
    const { visitor: stranger } = await signUp(portal);
    assert.equal((await stranger.open(identity)).status, 404);
    assert.equal((await visitor.open('/fr/profiles/new/club')).status, 404);
  });

  it('makes one profile when a hundred people press « Créer » at once; the others may ask for access', async () => {
    const number = newNumber();
    const people = await Promise.all(Array.from({ length: 100 }, () => signUp(portal, lucie())));
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
    assert.match(text(refused.html), /par exemple 02 244 75 11/);
  });
});
