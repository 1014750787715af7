import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { before, describe, it } from 'node:test';
import { z } from 'zod';
import { sql } from '../../../../src/platform/database.ts';
import { ACTS, accountOf, citizenIdOf, GROUNDS, help } from '../../../support/acts/helpdesk-acts.ts';
import { confirmAddress, lucie, type Person, signIn, signUp, text } from '../../../support/journeys.ts';
import { linkIn, startPortal, type TestPortal, untilNoJobs } from '../../../support/portal.ts';
import { idsIn, sharedProfile } from '../../../support/profiles.ts';
import { addColleague, type Colleague, signInColleague } from '../../../support/staff.ts';
import { Visitor } from '../../../support/visitor.ts';

let portal: TestPortal;
let karim: Visitor;
let colleague: Colleague;
before(async () => {
  portal = await startPortal({ environment: { HELPDESK_RESETS_PER_HOUR: '20' } });
  ({ visitor: karim, colleague } = await signInColleague(portal, 'helpdesk'));
});

const WRONG = 'pas le bon mot de passe';
async function confirmed(person = lucie()): Promise<{ visitor: Visitor; person: Person; id: string }> {
  const { visitor } = await signUp(portal, person);
  await confirmAddress(visitor, person);
  return { visitor, person, id: await citizenIdOf(portal, person.email) };
}
const actsOn = (citizenId: string) =>
  portal.app.db.many(
    z.strictObject({ act: z.string() }),
    sql`select act from helpdesk_acts where citizen_id = ${citizenId} order by done_at`,
  );
const auditOf = (citizenId: string) =>
  portal.app.db.many(
    z.strictObject({ by: z.string(), act: z.string(), reason: z.string(), proof: z.string() }),
    sql`
    select staff_member_id as by, details ->> 'act' as act, details -> 'reason' ->> 'code' as reason,
      details -> 'proof' ->> 'words' as proof
    from audit_events where name = 'citizen-helped' and details ->> 'citizenId' = ${citizenId} order by id`,
  );

describe('a link for a password', () => {
  it('goes to the confirmed address only, and lets its owner in; nobody of the staff sees it', async () => {
    const { person, id } = await confirmed();
    await karim.open(`${accountOf(id)}/password-reset`);
    const before = text(karim.page.html);
    assert.match(before, /^ Envoyer un lien[^–]* – Lucie Lambert – Agents/, 'the tab says for whom');
    assert.match(karim.page.html, /<h1[^>]*><span[^>]*><bdi[^>]*>Lucie Lambert</);
    assert.match(before, /Ce que la personne verra et recevra .* un lien qui fonctionne une fois, pendant 60 minutes/);
    await help(karim, id, ACTS.reset);
    assert.equal(karim.page.location, accountOf(id));
    const after = await karim.follow();
    assert.match(text(after.html), /Le lien part à l’adresse confirmée/);
    const mail = await portal.mailTo(person.email, /nouveau mot de passe/);
    assert.match(mail.text, /60 minutes/);
    const link = linkIn(mail);
    assert.ok(!after.html.includes(new URL(link).pathname.split('/').at(-1) ?? ''));
    const told = await portal.mailTo(person.email, /helpdesk/);
    assert.match(told.text, /Le helpdesk vous a envoyé un lien[\s\S]*Motif\s: Demandé par téléphone/);
    assert.ok(!told.text.includes('02 555') && !told.text.includes('Karim'));
    const owner = new Visitor(portal);
    await owner.open(new URL(link).pathname);
    owner.fill('Mot de passe', 'pamplemousse orange septante').fill('Vérification', 'pamplemousse orange septante');
    await owner.press('Enregistrer');
    assert.equal(owner.page.status, 303);
    const event = { by: colleague.id, act: 'password-reset', reason: 'asked-by-phone', proof: 'au 02 555 12 34' };
    assert.deepEqual(await auditOf(id), [event]);
  });

  it('is not sent to an address that nobody confirmed', async () => {
    const { person } = await signUp(portal);
    const id = await citizenIdOf(portal, person.email);
    assert.match(text((await karim.open(`${accountOf(id)}/password-reset`)).html), /ne permet pas cela/);
    assert.equal((await karim.post(`${accountOf(id)}/password-reset`, GROUNDS)).status, 422);
    assert.deepEqual(await actsOn(id), []);
    await help(karim, id, ACTS.confirmation);
    const first = await portal.mailTo(person.email, /Confirmez votre adresse/);
    const again = await portal.mailTo(person.email, /Confirmez votre adresse/);
    assert.notEqual(linkIn(first), linkIn(again));
  });

  it('is sent once when its button is pressed twice', async () => {
    const { id } = await confirmed();
    const form = randomUUID();
    const path = `${accountOf(id)}/password-reset`;
    const answers = await Promise.all([1, 2, 3].map(() => karim.post(path, { ...GROUNDS, form })));
    assert.deepEqual(
      answers.map(({ status }) => status),
      [303, 303, 303],
    );
    assert.equal((await actsOn(id)).length, 1);
  });

  it('of a form that was used for another account or act is not taken for done', async () => {
    const [{ id: one }, { id: other }] = [await confirmed(), await confirmed()];
    const form = randomUUID();
    const sent = [
      `${accountOf(one)}/password-reset`,
      `${accountOf(other)}/password-reset`,
      `${accountOf(one)}/sign-out`,
    ];
    for (const path of sent) assert.equal((await karim.post(path, { ...GROUNDS, form })).status, 303, path);
    assert.deepEqual(await actsOn(other), [{ act: 'password-reset' }]);
    assert.deepEqual(await actsOn(one), [{ act: 'password-reset' }, { act: 'sign-out' }]);
  });

  it('asks why and how the person was recognised, and for words where « other » was chosen', async () => {
    const { id } = await confirmed();
    const path = `${accountOf(id)}/password-reset`;
    for (const [fields, words] of [
      [{}, /Choisissez pourquoi.*Choisissez comment/],
      [{ ...GROUNDS, reason: '' }, /Choisissez pourquoi/],
      [{ ...GROUNDS, proof: 'other' }, /Écrivez-le en quelques mots/],
      [{ ...GROUNDS, proofWords: 'x'.repeat(1001) }, /1\s?000/],
    ] as const) {
      const page = await karim.post(path, fields);
      assert.equal(page.status, 422);
      assert.match(text(page.html), words);
    }
    assert.deepEqual(await actsOn(id), []);
    assert.equal((await karim.post(path, { ...GROUNDS, proof: 'Voix reconnue' })).status, 303);
  });

  it('counts once in the hour however often the button of its form is pressed, at once or later, also the last one', async () => {
    const { visitor } = await signInColleague(portal, 'helpdesk');
    const { id } = await confirmed();
    const path = `${accountOf(id)}/password-reset`;
    const form = randomUUID();
    const press = () => visitor.post(path, { ...GROUNDS, form });
    await Promise.all([press(), press(), press()]);
    for (let nth = 0; nth < 25; nth += 1) assert.equal((await press()).status, 303);
    for (let nth = 0; nth < 19; nth += 1) assert.equal((await visitor.post(path, GROUNDS)).status, 303);
    assert.equal((await press()).status, 303);
    assert.equal((await visitor.post(path, GROUNDS)).status, 429);
    assert.equal((await actsOn(id)).length, 20);
  });

  it('is refused the twenty-first time in an hour, and the administrators are told', async () => {
    const { visitor } = await signInColleague(portal, 'helpdesk');
    const sofia = await addColleague(portal, 'administrator');
    const { id } = await confirmed();
    const path = `${accountOf(id)}/password-reset`;
    for (let nth = 0; nth < 20; nth += 1) assert.equal((await visitor.post(path, GROUNDS)).status, 303);
    const page = await visitor.post(path, GROUNDS);
    assert.equal(page.status, 429);
    assert.match(text(page.html), /Rien n’a été envoyé/);
    assert.equal((await actsOn(id)).length, 20);
    assert.match((await portal.mailTo(sofia.email)).text, /Karim Haddad, du helpdesk/);
    assert.equal((await visitor.post(`${accountOf(id)}/sign-out`, GROUNDS)).status, 303);
    assert.equal((await karim.post(path, GROUNDS)).status, 303);
  });
});

describe('an account of the staff', () => {
  it('is neither reset nor suspended by the helpdesk: a colleague’s, whatever became of them, or one’s own', async () => {
    const former = await addColleague(portal);
    const own = await confirmed(lucie({ firstName: 'karim', lastName: 'HADDAD' }));
    const colleagues = await confirmed(lucie({ email: former.email }));
    await portal.app.db.transaction((tx) =>
      tx.run(sql`update staff_members set status = 'suspended' where id = ${former.id}`),
    );
    for (const [id, words] of [
      [own.id, /porte votre nom/],
      [colleagues.id, /membre du personnel/],
    ] as const) {
      const account = await karim.open(accountOf(id));
      assert.match(text(account.html), words);
      assert.ok(!account.html.includes(`${id}/`));
      for (const { path } of Object.values(ACTS)) {
        const page = await karim.post(`${accountOf(id)}/${path}`, GROUNDS);
        assert.equal(page.status, 422, path);
        assert.match(text(page.html), words);
      }
      assert.deepEqual(await actsOn(id), []);
    }
    const { visitor: other } = await signInColleague(portal, 'helpdesk');
    await portal.app.db.transaction((tx) =>
      tx.run(sql`update staff_members set first_name = 'Yasmina' where id <> ${colleague.id} and last_name = 'Haddad'`),
    );
    assert.equal((await other.post(`${accountOf(own.id)}/sign-out`, GROUNDS)).status, 303);
  });
});

describe('a delay', () => {
  it('is lifted for the address and for the browsers that the account knows', async () => {
    const { person, id } = await confirmed();
    const known = await signIn(portal, person);
    await known.open('/fr/my-space');
    await known.press('Se déconnecter');
    const tryIn = async (visitor: Visitor, password: string) => {
      await visitor.open('/fr/sign-in');
      visitor.fill('Adresse e-mail', person.email).fill('Mot de passe', password);
      return (await visitor.press('Connecter')).status;
    };
    for (let nth = 0; nth < 6; nth += 1) {
      await tryIn(known, WRONG);
      await tryIn(new Visitor(portal), WRONG);
    }
    assert.deepEqual([await tryIn(known, person.password), (await signIn(portal, person)).page.status], [422, 422]);
    assert.match(text((await karim.open(accountOf(id))).html), /il faut attendre jusqu’au/);
    await help(karim, id, ACTS.unlock);
    assert.match(text((await karim.follow()).html), /aucun délai ne court/);
    assert.equal((await signIn(portal, person)).page.location, '/fr/my-space');
    assert.equal(await tryIn(known, person.password), 303);
  });
});

describe('a suspended account', () => {
  it('is signed out at once, is told why it cannot sign in, and finds everything again once restored', async () => {
    const { number, owner, colleague: jan } = await sharedProfile(portal);
    const id = await citizenIdOf(portal, owner.person.email);
    assert.equal((await owner.visitor.open('/fr/my-space')).status, 200);
    await help(karim, id, ACTS.suspension);
    assert.equal((await owner.visitor.open('/fr/my-space')).status, 303);
    const { page } = await signIn(portal, owner.person);
    assert.equal(page.status, 422);
    assert.match(text(page.html), /Votre compte est suspendu/);
    await new Visitor(portal).post('/fr/password-reset', { email: owner.person.email });
    await untilNoJobs(portal);
    assert.ok(!portal.mails.some(({ to, subject }) => to === owner.person.email && /mot de passe/.test(subject)));
    assert.equal((await karim.post(`${accountOf(id)}/suspension`, GROUNDS)).status, 422);
    assert.equal((await karim.post(`${accountOf(id)}/password-reset`, GROUNDS)).status, 422);
    // Their only manager is away: who asks to join waits, and the commune answers in the end.
    assert.equal((await jan.visitor.post(`/fr/profiles/${number}/access-request`, { jobTitle: 'chair' })).status, 303);
    await help(karim, id, ACTS.restoration);
    const back = await signIn(portal, owner.person);
    assert.equal(back.page.location, '/fr/my-space');
    const members = await back.open(`/fr/profiles/${number}/members`);
    assert.equal(idsIn(members.html, 'request').length, 1);
    assert.deepEqual(
      (await actsOn(id)).map(({ act }) => act),
      ['suspension', 'restoration'],
    );
  });

  it('of two colleagues who suspend and restore at once leaves one state, and an act that nobody saw twice', async () => {
    const { id } = await confirmed();
    const { visitor: other } = await signInColleague(portal, 'helpdesk');
    const answers = await Promise.all(
      [karim, other, karim, other].map((by) => by.post(`${accountOf(id)}/suspension`, GROUNDS)),
    );
    assert.equal(answers.filter(({ status }) => status === 303).length, 1);
    assert.equal((await actsOn(id)).length, 1);
  });
});

describe('all sessions', () => {
  it('are closed at once, and the password stays', async () => {
    const { visitor, person, id } = await confirmed();
    await help(karim, id, ACTS.signOut);
    assert.equal((await visitor.open('/fr/my-space')).status, 303);
    assert.equal((await signIn(portal, person)).page.location, '/fr/my-space');
  });
});

it('an account that does not exist, or is closed, is not there, and a form of another site changes nothing', async () => {
  const { id } = await confirmed();
  const cross = await karim.post(`${accountOf(id)}/suspension`, GROUNDS, { 'sec-fetch-site': 'cross-site' });
  assert.equal(cross.status, 403);
  await portal.app.db.transaction((tx) =>
    tx.run(sql`
    update citizens set status = 'closed', closed_at = now(), email = null, password_hash = null where id = ${id}`),
  );
  for (const missing of [id, randomUUID(), 'x', '%00']) {
    for (const { path } of Object.values(ACTS)) {
      assert.equal((await karim.open(`${accountOf(missing)}/${path}`)).status, 404);
      assert.equal((await karim.post(`${accountOf(missing)}/${path}`, GROUNDS)).status, 404);
    }
  }
});
