import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { sendMail } from '../../../src/features/notifications/send-mail.ts';
import { jobRun } from '../../support/jobs/job-run.ts';
import { confirmAddress, lucie, signUp, submitSignUp, text } from '../../support/journeys.ts';
import { startPortal, type TestPortal, untilNoJobs } from '../../support/portal.ts';
import { createProfile, newNumber } from '../../support/profiles.ts';
import { newAddress, Visitor } from '../../support/visitor.ts';

let portal: TestPortal;
beforeEach(async () => {
  portal = await startPortal();
});

async function mailsTo(address: string, subject: RegExp): Promise<number> {
  await untilNoJobs(portal);
  return portal.mails.filter((mail) => mail.to === address && subject.test(mail.subject)).length;
}

async function managed() {
  const owner = await signUp(portal);
  const number = newNumber();
  await createProfile(owner.visitor, number);
  return { ...owner, number, path: `/fr/profiles/${number}/members/invite` };
}

const askReset = (email: string) => new Visitor(portal).post('/fr/password-reset', { email });

describe('nobody is flooded', () => {
  it('by sign-ups with an address that has an account: its owner is told twice a day', async () => {
    const { person } = await signUp(portal);
    for (let count = 0; count < 6; count += 1) {
      const visitor = new Visitor(portal);
      await visitor.open('/fr/sign-up');
      await submitSignUp(visitor, lucie({ email: person.email }));
      assert.equal(visitor.page.status, 422);
    }
    assert.equal(await mailsTo(person.email, /déjà un compte/), 2);
    assert.match(
      await portal.app.metrics.text(),
      /mails_dropped_total\{kind="address-in-use",reason="bound-reached"\} 4/,
    );
    const said = portal.logged.filter((line) => line.includes('mail dropped'));
    assert.equal(said.length, 4);
    assert.ok(!said.join('').includes(person.email), 'the log holds an address');
  });

  it('by the changes of password of one account', async () => {
    const { visitor, person } = await signUp(portal);
    const passwords = [person.password, 'quatre lampes bleues marchent'];
    for (let count = 0; count < 8; count += 1) {
      const [now = '', next = ''] = count % 2 === 0 ? passwords : passwords.toReversed();
      const fields = { currentPassword: now, password: next, passwordConfirmation: next };
      assert.equal((await visitor.post('/fr/account/password', fields)).status, 303);
    }
    assert.equal(await mailsTo(person.email, /mot de passe a changé/), 5);
  });

  it('by the changes of address that one account asks, each to somebody else', async () => {
    const { visitor, person } = await signUp(portal);
    const strangers = Array.from({ length: 6 }, () => newAddress('autre'));
    for (const email of strangers) {
      await visitor.post('/fr/account/email', { email, currentPassword: person.password });
    }
    await untilNoJobs(portal);
    assert.equal(portal.mails.filter(({ to }) => strangers.includes(to)).length, 3);
    assert.equal(await mailsTo(person.email, /changement d’adresse/), 3);
  });

  it('by one who asks for their confirmation again and again, and is told so', async () => {
    const { visitor, person } = await signUp(portal);
    for (let count = 0; count < 8; count += 1) {
      await visitor.post('/fr/email-confirmation', {});
      await untilNoJobs(portal);
    }
    assert.equal(await mailsTo(person.email, /Confirmez/), 5);
    assert.match(text((await visitor.open('/fr/my-space')).html), /déjà envoyé plusieurs e-mails/);
  });
});

describe('an account whose address is not confirmed', () => {
  it('invites nobody, and is told why: nothing is written, and no mail leaves', async () => {
    const { visitor, path } = await managed();
    const stranger = newAddress('autre');
    const answer = await visitor.post(path, { email: stranger, role: 'member' });
    assert.equal(answer.status, 422);
    assert.match(text(answer.html), /Confirmez d’abord votre propre adresse/);
    assert.ok(answer.html.includes(`value="${stranger}"`));
    assert.equal(await mailsTo(stranger, /./), 0);
    const { rowCount } = await portal.app.db.pool.query('select 1 from invitations');
    assert.equal(rowCount, 0);
  });

  it('asks for no access, and is told why', async () => {
    const { number, person: owner } = await managed();
    const { visitor } = await signUp(portal);
    const answer = await visitor.post(`/fr/profiles/${number}/access-request`, { jobTitle: 'staff-member' });
    assert.equal(answer.status, 422);
    assert.match(text(answer.html), /Confirmez d’abord votre propre adresse/);
    assert.equal(await mailsTo(owner.email, /demande l’accès/), 0);
  });

  it('makes no mail leave to another, whatever it did before its confirmation was lost', async () => {
    const { person } = await signUp(portal);
    const { rows } = await portal.app.db.pool.query('select id from citizens where email = $1', [person.email]);
    const to = newAddress('autre');
    const contents = { url: 'https://ep.example', number: '1999.000.150', role: 'Membre' };
    const envelope = { kind: 'role-changed', to, language: 'fr', sender: rows[0].id, citizenId: null } as const;
    await sendMail(portal.app, { ...envelope, job: jobRun() }, () => contents);
    await sendMail(portal.app, { ...envelope, to: person.email, job: jobRun() }, () => contents);
    assert.deepEqual([await mailsTo(to, /./), await mailsTo(person.email, /rôle/)], [0, 1]);
    assert.match(await portal.app.metrics.text(), /reason="sender-unconfirmed"\} 1/);
  });
});

describe('who has sent many', () => {
  it('invitations is told from when the next may be sent, and nothing is written', async () => {
    const { visitor, person, path } = await managed();
    await confirmAddress(visitor, person);
    for (let count = 0; count < 20; count += 1) {
      assert.equal((await visitor.post(path, { email: newAddress('invite'), role: 'member' })).status, 303);
    }
    const refused = await visitor.post(path, { email: newAddress('invite'), role: 'member' });
    assert.equal(refused.status, 422);
    assert.match(text(refused.html), /beaucoup d’invitations aujourd’hui.*à partir du \d+ \S+ \d{4} à \d\d:\d\d/);
    const { rowCount } = await portal.app.db.pool.query('select 1 from invitations');
    assert.equal(rowCount, 20);
  });

  it('invitations to one address is told that it got enough of them', async () => {
    const { visitor, person, path } = await managed();
    await confirmAddress(visitor, person);
    const email = newAddress('invite');
    // Each as something else: the same one again, within a minute, would be a button pressed twice.
    for (let count = 0; count < 5; count += 1) {
      await visitor.post(path, { email, role: count % 2 === 0 ? 'member' : 'manager' });
      await untilNoJobs(portal);
    }
    const refused = await visitor.post(path, { email, role: 'manager' });
    assert.match(text(refused.html), /déjà reçu plusieurs invitations/);
    assert.equal(await mailsTo(email, /./), 5);
  });

  it('requests for access is told from when the next may be sent', async () => {
    const { number } = await managed();
    const { visitor, person } = await signUp(portal);
    await confirmAddress(visitor, person);
    const path = `/fr/profiles/${number}/access-request`;
    for (let count = 0; count < 10; count += 1) {
      await visitor.post(path, { jobTitle: 'staff-member' });
      await visitor.post(path, { withdraw: '1' });
    }
    const refused = await visitor.post(path, { jobTitle: 'staff-member' });
    assert.equal(refused.status, 422);
    assert.match(text(refused.html), /beaucoup de demandes aujourd’hui/);
  });
});

describe('a mail that lets somebody in again', () => {
  it('leaves, however many mails of other kinds others caused to the same address', async () => {
    const { person } = await signUp(portal);
    const inviting = await managed();
    await confirmAddress(inviting.visitor, inviting.person);
    for (let count = 0; count < 6; count += 1) {
      await inviting.visitor.post(inviting.path, { email: person.email, role: 'member' });
      await new Visitor(portal).post('/fr/sign-in', { email: person.email, password: 'pas le bon du tout' });
      await untilNoJobs(portal);
    }
    await askReset(person.email);
    assert.equal(await mailsTo(person.email, /nouveau mot de passe/), 1);
  });

  it('that was dropped does not kill the link of the one before', async () => {
    const { person } = await signUp(portal);
    for (let count = 0; count < 5; count += 1) {
      await askReset(person.email);
      await untilNoJobs(portal);
    }
    const sent = portal.mails.filter(({ subject }) => /nouveau mot de passe/.test(subject));
    const [link = ''] = /https?:\/\/\S+/.exec(sent.at(-1)?.text ?? '') ?? [];
    assert.equal(sent.length, 3);
    assert.equal((await new Visitor(portal).open(new URL(link).pathname)).status, 200);
  });
});
