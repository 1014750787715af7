import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { sql } from '../../../src/platform/database.ts';
import { confirmAddress, lucie, signUp, text } from '../../support/journeys.ts';
import { linkIn, startPortal, type TestPortal } from '../../support/portal.ts';
import type { Visitor } from '../../support/visitor.ts';

let portal: TestPortal;
before(async () => {
  portal = await startPortal();
});

/** Ten digits with the right check, far above what the register has issued. */
let sequence = 20;
function newNumber(): string {
  sequence += 1;
  const body = `199900${String(sequence).padStart(2, '0')}`;
  return `${body}${String(97 - (Number(body) % 97)).padStart(2, '0')}`;
}

async function begin(visitor: Visitor, number: string, kind = 'enterprise') {
  await visitor.open(`/fr/profiles/new/${kind}`);
  return visitor.post(`/fr/profiles/new/${kind}`, { enterpriseNumber: number, acceptTerms: 'yes' });
}

async function identify(visitor: Visitor, name = 'Brasserie Dubois', kind = 'enterprise') {
  await visitor.follow();
  return visitor.post(visitor.page.url, { name, kind, vatLiable: 'yes' });
}

async function create(visitor: Visitor, number: string) {
  await begin(visitor, number);
  await identify(visitor);
  await visitor.follow();
  return visitor.post(visitor.page.url, { jobTitle: 'director' });
}

describe('creating a professional profile', () => {
  it('follows the steps of the FAQ and ends on the contact page, green notification and name in the banner', async () => {
    const number = newNumber();
    const { visitor } = await signUp(portal);
    await visitor.open('/fr/my-space');
    assert.match(
      text(visitor.page.html),
      /Mon espace citoyen.*Créer un profil association.*Créer un profil entreprise/,
    );
    await begin(visitor, `BE ${number.slice(0, 4)}.${number.slice(4, 7)}.${number.slice(7)}`);
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
      const page = await begin(visitor, typed);
      assert.equal(page.status, 422);
      assert.match(text(page.html), words);
      assert.ok(page.html.includes(`value="${typed}"`));
    }
    const page = await begin(visitor, '85.07.30-033.28');
    assert.match(text(page.html), /registre national/);
    assert.ok(!page.html.includes('033'));
    assert.ok(!portal.logged.join('').includes('85.07.30'));
    const unticked = await visitor.post('/fr/profiles/new/enterprise', { enterpriseNumber: newNumber() });
    assert.match(unticked.html, /href="#acceptTerms"/);
  });

  it('tells the citizen who has the number already, in the words of the FAQ', async () => {
    const number = newNumber();
    const { visitor } = await signUp(portal);
    await create(visitor, number);
    const page = await begin(visitor, number);
    assert.equal(page.status, 422);
    assert.ok(text(page.html).includes("Vous disposez déjà d'un accès à cet espace professionnel"));
  });

  it('lets no step be jumped, and no draft be read by somebody else', async () => {
    const { visitor } = await signUp(portal);
    await begin(visitor, newNumber());
    const identity = visitor.page.location ?? '';
    const last = identity.replace('identity', 'responsibilities');
    assert.equal((await visitor.open(last)).location, identity);
    assert.equal((await visitor.post(last, { jobTitle: 'director' })).location, identity);
    const { visitor: stranger } = await signUp(portal);
    assert.equal((await stranger.open(identity)).status, 404);
    assert.equal((await visitor.open('/fr/profiles/new/club')).status, 404);
  });

  it('makes one profile when twenty people press « Créer » at once; the others may ask for access', async () => {
    const number = newNumber();
    const people = await Promise.all(Array.from({ length: 20 }, () => signUp(portal, lucie())));
    for (const { visitor } of people) {
      await begin(visitor, number);
      await identify(visitor);
      await visitor.follow();
    }
    const answers = await Promise.all(
      people.map(({ visitor }) => visitor.post(visitor.page.url, { jobTitle: 'director' })),
    );
    const places = answers.map(({ location }) => location);
    assert.equal(places.filter((place) => place === `/fr/profiles/${number}/contact`).length, 1);
    assert.equal(places.filter((place) => place === `/fr/profiles/${number}/access-request`).length, 19);
  });

  it('shows the first result to a second press of « Créer »', async () => {
    const number = newNumber();
    const { visitor } = await signUp(portal);
    await create(visitor, number);
    const answer = await visitor.post(visitor.page.url, { jobTitle: 'director' });
    assert.equal(answer.location, `/fr/profiles/${number}/contact`);
  });
});

describe('the contact details', () => {
  it('store phones as +32… from any usual writing, and refuse nonsense with an example', async () => {
    const number = newNumber();
    const { visitor, person } = await signUp(portal);
    await create(visitor, number);
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

describe('acting for a profile', () => {
  it('switches to one’s own profiles only: somebody else’s is the same 404 as a missing one', async () => {
    const number = newNumber();
    const { visitor } = await signUp(portal);
    await create(visitor, number);
    const { visitor: stranger } = await signUp(portal);
    for (const profile of [number, newNumber(), 'x', '']) {
      assert.equal((await stranger.post('/fr/active-profile', { profile })).status, 404);
    }
    for (const page of ['contact', 'members']) {
      const foreign = await stranger.open(`/fr/profiles/${number}/${page}`);
      const missing = await stranger.open(`/fr/profiles/${newNumber()}/${page}`);
      assert.deepEqual([foreign.status, missing.status], [404, 404]);
    }
    assert.equal((await visitor.post('/fr/active-profile', { profile: 'citizen' })).status, 303);
    assert.match((await visitor.open('/fr/my-space')).html, /profile--citizen profile--acting/);
    await visitor.post('/fr/active-profile', { profile: number });
    assert.match((await visitor.open('/fr/my-space')).html, /profile--enterprise profile--acting/);
  });

  it('does not bring back a session that was ended elsewhere while the switch was under way', async () => {
    const { visitor } = await signUp(portal);
    await create(visitor, newNumber());
    const admin = await portal.app.db.pool.connect();
    try {
      await admin.query('begin');
      await admin.query(
        `delete from sessions where expire > now() and sess -> 'user' ->> 'id' in (select id::text from citizens)`,
      );
      // The request reads the session, which is not gone yet, and waits to write it.
      const late = visitor.post('/fr/active-profile', { profile: 'citizen' });
      await new Promise((turn) => setTimeout(turn, 150));
      await admin.query('commit');
      await late;
    } finally {
      admin.release();
    }
    assert.equal((await visitor.open('/fr/my-space')).status, 303);
  });

  it('ends on the next request once the membership has ended', async () => {
    const number = newNumber();
    const { visitor } = await signUp(portal);
    await create(visitor, number);
    await portal.app.db.transaction((tx) =>
      tx.run(sql`update memberships set ended_at = now() where enterprise_number = ${number}`),
    );
    assert.match((await visitor.open('/fr/my-space')).html, /profile--citizen profile--acting/);
    assert.equal((await visitor.open(`/fr/profiles/${number}/contact`)).status, 404);
  });
});

describe('sharing a profile', () => {
  async function shared() {
    const number = newNumber();
    const owner = await signUp(portal, lucie({ firstName: 'Paula', lastName: 'Dubois' }));
    await create(owner.visitor, number);
    const colleague = await signUp(portal, lucie({ firstName: 'Jan', lastName: 'Peeters' }));
    await begin(colleague.visitor, number);
    await colleague.visitor.follow();
    return { number, owner, colleague };
  }
  const idsOf = (html: string, name: string) =>
    [...html.matchAll(new RegExp(`name="${name}" value="([0-9a-f-]{36})"`, 'g'))].map(([, id = '']) => id);

  it('names nobody to somebody outside, and lets a colleague join when a manager accepts', async () => {
    const { number, owner, colleague } = await shared();
    assert.match(text(colleague.visitor.page.html), /Un profil existe déjà pour ce numéro/);
    assert.ok(!/Paula|Dubois/.test(text(colleague.visitor.page.html).replace('Brasserie Dubois', '')));
    await colleague.visitor.post(colleague.visitor.page.url, { jobTitle: 'staff-member' });
    await portal.mailTo(owner.person.email, /demande l’accès/);
    const waiting = await colleague.visitor.open('/fr/my-space');
    assert.match(text(waiting.html), /Vos demandes d’accès.*En attente de la décision des gestionnaires/);
    await owner.visitor.open(`/fr/profiles/${number}/members`);
    assert.match(text(owner.visitor.page.html), /Jan Peeters , Membre du personnel|Jan Peeters, Membre du personnel/);
    const [request = ''] = idsOf(owner.visitor.page.html, 'request');
    await owner.visitor.post(`/fr/profiles/${number}/members`, { request, decision: 'member' });
    await portal.mailTo(colleague.person.email, /est acceptée/);
    assert.equal((await colleague.visitor.open(`/fr/profiles/${number}/contact`)).status, 200);
    const members = await colleague.visitor.open(`/fr/profiles/${number}/members`);
    assert.match(text(members.html), /Paula Dubois/);
    const [ownerMembership = ''] = idsOf(
      (await owner.visitor.open(`/fr/profiles/${number}/members`)).html,
      'membership',
    );
    const attempt = await colleague.visitor.post(`/fr/profiles/${number}/members`, {
      membership: ownerMembership,
      to: 'ended',
    });
    assert.equal(attempt.status, 404);
  });

  it('never loses its last manager: by leaving, by a change of role, by closing the account', async () => {
    const { number, owner } = await shared();
    const path = `/fr/profiles/${number}/members`;
    const [membership = ''] = idsOf((await owner.visitor.open(path)).html, 'membership');
    for (const to of ['ended', 'member']) {
      const page = await owner.visitor.post(path, { membership, to });
      assert.equal(page.status, 422);
      assert.match(text(page.html), /garde toujours un gestionnaire/);
    }
    const closing = await owner.visitor.post('/fr/account/closing', { currentPassword: owner.person.password });
    assert.equal(closing.status, 422);
    assert.match(text(closing.html), /seul gestionnaire de : Brasserie Dubois/);
  });

  it('keeps one manager when two leave at the same instant', async () => {
    const { number, owner, colleague } = await shared();
    const path = `/fr/profiles/${number}/members`;
    await colleague.visitor.post(colleague.visitor.page.url, { jobTitle: 'director' });
    const [request = ''] = idsOf((await owner.visitor.open(path)).html, 'request');
    await owner.visitor.post(path, { request, decision: 'manager' });
    const [first = '', second = ''] = idsOf((await owner.visitor.open(path)).html, 'membership');
    const answers = await Promise.all([
      owner.visitor.post(path, { membership: first, to: 'ended' }),
      colleague.visitor.post(path, { membership: second, to: 'ended' }),
    ]);
    assert.deepEqual(answers.map(({ status }) => status).sort(), [303, 422]);
  });

  it('refuses, and tells who asked; a request decided before stays as it is', async () => {
    const { number, owner, colleague } = await shared();
    await colleague.visitor.post(colleague.visitor.page.url, { jobTitle: 'other' });
    const path = `/fr/profiles/${number}/members`;
    const [request = ''] = idsOf((await owner.visitor.open(path)).html, 'request');
    await owner.visitor.post(path, { request, decision: 'refused' });
    await portal.mailTo(colleague.person.email, /est refusée/);
    await owner.visitor.post(path, { request, decision: 'manager' });
    assert.equal((await colleague.visitor.open(`/fr/profiles/${number}/contact`)).status, 404);
  });
});

describe('an account that closes', () => {
  const close = (visitor: Visitor, password: string) =>
    visitor.post('/fr/account/closing', { currentPassword: password });

  it('takes its request for access with it: the members page still opens', async () => {
    const number = newNumber();
    const owner = await signUp(portal);
    await create(owner.visitor, number);
    const asking = await signUp(portal);
    await asking.visitor.post(`/fr/profiles/${number}/access-request`, { jobTitle: 'other' });
    assert.match((await owner.visitor.open('/fr/my-space')).html, new RegExp(`/fr/profiles/${number}/members`));
    assert.equal((await close(asking.visitor, asking.person.password)).status, 303);
    assert.equal((await owner.visitor.open(`/fr/profiles/${number}/members`)).status, 200);
  });

  it('leaves one manager when both close at the same instant', async () => {
    const number = newNumber();
    const owner = await signUp(portal);
    await create(owner.visitor, number);
    const other = await signUp(portal);
    await other.visitor.post(`/fr/profiles/${number}/access-request`, { jobTitle: 'other' });
    const page = (await owner.visitor.open(`/fr/profiles/${number}/members`)).html;
    const [, request = ''] = /name="request" value="([0-9a-f-]{36})"/.exec(page) ?? [];
    await owner.visitor.post(`/fr/profiles/${number}/members`, { request, decision: 'manager' });
    const answers = await Promise.all([owner, other].map(({ visitor, person }) => close(visitor, person.password)));
    assert.deepEqual(answers.map(({ status }) => status).sort(), [303, 422]);
  });
});

describe('inviting a colleague', () => {
  it('mails a link for seven days, once, for that confirmed address alone', async () => {
    const number = newNumber();
    const owner = await signUp(portal);
    await create(owner.visitor, number);
    const colleague = lucie({ firstName: 'Jan' });
    const path = `/fr/profiles/${number}/members`;
    await owner.visitor.open(`${path}/invite`);
    assert.equal(
      (await owner.visitor.post(`${path}/invite`, { email: colleague.email, role: 'manager' })).location,
      path,
    );
    const link = new URL(linkIn(await portal.mailTo(colleague.email, /invité/))).pathname;
    const { visitor: thief } = await signUp(portal);
    assert.equal((await thief.open(link)).status, 410);
    assert.equal((await thief.post(link, { jobTitle: 'director' })).status, 410);
    const { visitor } = await signUp(portal, colleague);
    assert.equal((await visitor.open(link)).status, 410);
    await confirmAddress(visitor, colleague);
    assert.equal((await visitor.open(link)).status, 200);
    assert.match(text(visitor.page.html), /Brasserie Dubois/);
    assert.equal((await visitor.post(link, { jobTitle: 'staff-member' })).location, `/fr/profiles/${number}/contact`);
    assert.equal((await visitor.post(link, { jobTitle: 'staff-member' })).status, 410);
    assert.match(text((await visitor.open(path)).html), /a rejoint le profil par invitation/);
  });

  it('is for managers: to a member and to a stranger the page does not exist', async () => {
    const number = newNumber();
    const owner = await signUp(portal);
    await create(owner.visitor, number);
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
});
