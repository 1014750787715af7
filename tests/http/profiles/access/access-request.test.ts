import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { handOverAccessRequests } from '../../../../src/features/profiles/access/hand-over-access-requests.ts';
import { sendProfileNotice } from '../../../../src/features/profiles/profile-notices.ts';
import { sql } from '../../../../src/platform/database.ts';
import { jobRun } from '../../../support/jobs/job-run.ts';
import { confirmAddress, signUp, text } from '../../../support/journeys.ts';
import { deadlocks, meetAtOrganisation } from '../../../support/locks.ts';
import { startPortal, type TestPortal, untilNoJobs } from '../../../support/portal.ts';
import { idsIn, letIn, newNumber, sharedProfile } from '../../../support/profiles.ts';
import { assertAsksToSignIn, FROM_ANOTHER_SITE } from '../../../support/refusals.ts';

let portal: TestPortal;
before(async () => {
  portal = await startPortal();
});

const asked = { jobTitle: 'staff-member' };
const written = (number: string) => number.replace(/(....)(...)(...)/, '$1.$2.$3');
const askedDaysAgo = (number: string, days: number) =>
  portal.app.db.transaction((tx) =>
    tx.run(sql`
      update access_requests set asked_at = now() - make_interval(days => ${days})
      where enterprise_number = ${number}`),
  );

describe('asking for access to a profile', () => {
  it('names nobody to somebody outside, and lets a colleague join when a manager accepts', async () => {
    const { number, owner, colleague } = await sharedProfile(portal);
    assert.match(text(colleague.visitor.page.html), /Un profil existe déjà pour ce numéro/);
    assert.ok(!/Paula|Dubois/.test(text(colleague.visitor.page.html)));
    await colleague.visitor.post(colleague.visitor.page.url, asked);
    const mail = await portal.mailTo(owner.person.email, /demande l’accès/);
    assert.ok(mail.text.includes(written(number)) && !/Jan|Peeters/.test(mail.text));
    const waiting = await colleague.visitor.open('/fr/my-space');
    assert.match(text(waiting.html), /Vos demandes d’accès.*Attend la réponse des gestionnaires/);
    assert.match((await owner.visitor.open('/fr/my-space')).html, new RegExp(`/fr/profiles/${number}/members`));
    await owner.visitor.open(`/fr/profiles/${number}/members`);
    assert.match(text(owner.visitor.page.html), /Jan Peeters ?, Membre du personnel/);
    const [request = ''] = idsIn(owner.visitor.page.html, 'request');
    await owner.visitor.post(`/fr/profiles/${number}/members`, { request, decision: 'member' });
    assert.ok((await portal.mailTo(colleague.person.email, /est acceptée/)).text.includes(written(number)));
    assert.equal((await colleague.visitor.open(`/fr/profiles/${number}/contact`)).status, 200);
  });

  it('refuses, and tells who asked; a request decided before stays as it is', async () => {
    const { number, owner, colleague } = await sharedProfile(portal);
    await colleague.visitor.post(colleague.visitor.page.url, asked);
    const path = `/fr/profiles/${number}/members`;
    const [request = ''] = idsIn((await owner.visitor.open(path)).html, 'request');
    await owner.visitor.post(path, { request, decision: 'refused' });
    await portal.mailTo(colleague.person.email, /est refusée/);
    await owner.visitor.post(path, { request, decision: 'manager' });
    assert.equal((await colleague.visitor.open(`/fr/profiles/${number}/contact`)).status, 404);
  });

  it('put to the commune after a refusal goes there once, by whoever was refused and nobody else', async () => {
    const { number, owner, colleague } = await sharedProfile(portal);
    const path = `/fr/profiles/${number}/access-request`;
    const appeal = async (visitor = colleague.visitor) => {
      await visitor.post(path, { appeal: '1' });
      return text((await visitor.follow()).html).includes('Votre demande est à la commune');
    };
    assert.equal(await appeal(), false);
    await colleague.visitor.post(path, asked);
    assert.equal(await appeal(), false);
    const members = `/fr/profiles/${number}/members`;
    const refuse = async () => {
      const [request = ''] = idsIn((await owner.visitor.open(members)).html, 'request');
      await owner.visitor.post(members, { request, decision: 'refused' });
    };
    await refuse();
    const stranger = await signUp(portal);
    assert.equal(await appeal(stranger.visitor), false);
    const twice = await Promise.all([1, 2].map(() => colleague.visitor.post(path, { appeal: '1' })));
    assert.deepEqual(
      twice.map(({ status }) => status),
      [303, 303],
    );
    assert.ok((await portal.mailTo('info@1030.be', /attend la commune/)).text.includes(written(number)));
    assert.match(text((await colleague.visitor.open(path)).html), /La commune l’examine/);
    assert.match(text((await owner.visitor.open(members)).html), /La commune peut décider aussi/);
    await refuse();
    assert.equal(await appeal(), false);
    assert.ok(!text((await colleague.visitor.open(path)).html).includes('Demander à la commune'));
  });

  it('withdrawn and decided at once ends one way, without an accident', async () => {
    for (let round = 0; round < 8; round += 1) {
      const { number, owner, colleague } = await sharedProfile(portal);
      await colleague.visitor.post(`/fr/profiles/${number}/access-request`, asked);
      const path = `/fr/profiles/${number}/members`;
      const [request = ''] = idsIn((await owner.visitor.open(path)).html, 'request');
      const answers = await meetAtOrganisation(portal, { number, waiters: 1 }, () =>
        Promise.all([
          owner.visitor.post(path, { request, decision: 'member' }),
          colleague.visitor.post(`/fr/profiles/${number}/access-request`, { withdraw: '1' }),
        ]),
      );
      assert.deepEqual(
        answers.map(({ status }) => status),
        [303, 303],
      );
      const joined = (await colleague.visitor.open(`/fr/profiles/${number}/contact`)).status === 200;
      const withdrawn = text((await colleague.visitor.open('/fr/my-space')).html).includes('Retirée');
      assert.notEqual(joined, withdrawn);
      const told = text((await owner.visitor.follow()).html);
      assert.ok(told.includes(joined ? 'La demande est acceptée' : 'Rien n’a changé'));
    }
    assert.equal(await deadlocks(portal), 0);
  });

  it('touches no request of another organisation, and none of somebody else', async () => {
    const one = await sharedProfile(portal);
    const other = await sharedProfile(portal);
    const third = await signUp(portal);
    await confirmAddress(third.visitor, third.person);
    await one.colleague.visitor.post(`/fr/profiles/${one.number}/access-request`, asked);
    await third.visitor.post(`/fr/profiles/${one.number}/access-request`, asked);
    const path = `/fr/profiles/${one.number}/members`;
    const requests = idsIn((await one.owner.visitor.open(path)).html, 'request');
    assert.equal(requests.length, 2);
    for (const request of requests) {
      await other.owner.visitor.post(`/fr/profiles/${other.number}/members`, { request, decision: 'manager' });
    }
    await third.visitor.post(`/fr/profiles/${one.number}/access-request`, { withdraw: '1' });
    const [first = ''] = requests;
    assert.deepEqual(idsIn((await one.owner.visitor.open(path)).html, 'request'), [first]);
    assert.equal((await one.colleague.visitor.open(`/fr/profiles/${other.number}/contact`)).status, 404);
  });

  it('says that the address of who asks is not confirmed, until it is', async () => {
    const { number, owner, colleague } = await sharedProfile(portal);
    await colleague.visitor.post(`/fr/profiles/${number}/access-request`, asked);
    const path = `/fr/profiles/${number}/members`;
    const confirm = (at: string) =>
      portal.app.db.pool.query(`update citizens set email_confirmed_at = ${at} where email = $1`, [
        colleague.person.email,
      ]);
    // Asked before a confirmation was needed for it.
    await confirm('null');
    assert.match(text((await owner.visitor.open(path)).html), /Cette adresse n’est pas confirmée/);
    await confirm('now()');
    assert.ok(!text((await owner.visitor.open(path)).html).includes('n’est pas confirmée'));
  });

  it('says where a request stands that was made already, and takes it back', async () => {
    const { number, owner, colleague } = await sharedProfile(portal);
    const path = `/fr/profiles/${number}/access-request`;
    await colleague.visitor.post(path, asked);
    await colleague.visitor.post(path, asked);
    const page = await colleague.visitor.open(path);
    assert.match(text(page.html), /Votre demande d’accès est en cours.*Les gestionnaires du profil décident/);
    assert.equal(idsIn((await owner.visitor.open(`/fr/profiles/${number}/members`)).html, 'request').length, 1);
    await colleague.visitor.open(path);
    assert.equal((await colleague.visitor.press('Retirer ma demande')).location, '/fr/my-space');
    assert.match(text((await colleague.visitor.open('/fr/my-space')).html), /Retirée/);
    assert.equal(idsIn((await owner.visitor.open(`/fr/profiles/${number}/members`)).html, 'request').length, 0);
    assert.match(text((await colleague.visitor.open(path)).html), /Un profil existe déjà/);
  });

  it('writes to the address and in the language given for the profile, unless mails are not wanted', async () => {
    const { number, owner, colleague } = await sharedProfile(portal);
    const contact = { preferredLanguage: 'nl', email: `brasserie.${number}@exemple.be`, emailNotifications: 'on' };
    await owner.visitor.post(`/fr/profiles/${number}/contact`, contact);
    await colleague.visitor.post(colleague.visitor.page.url, asked);
    await portal.mailTo(contact.email, /Iemand vraagt toegang/);
    const quiet = await sharedProfile(portal);
    const { emailNotifications: _, ...silent } = { ...contact, email: `silence.${quiet.number}@exemple.be` };
    await quiet.owner.visitor.post(`/fr/profiles/${quiet.number}/contact`, silent);
    await quiet.colleague.visitor.post(quiet.colleague.visitor.page.url, asked);
    const jobs = await portal.app.db.pool.query(
      "select 1 from graphile_worker._private_jobs where payload->>'email' = $1",
      [silent.email],
    );
    assert.equal(jobs.rowCount, 0);
    assert.match((await quiet.owner.visitor.open('/fr/my-space')).html, /id="to-decide"/);
  });

  it('is for an organisation that exists and that one is not a member of', async () => {
    const { number, owner } = await sharedProfile(portal);
    const { visitor } = await signUp(portal);
    for (const unknown of [newNumber(), '1234567890']) {
      assert.equal((await visitor.open(`/fr/profiles/${unknown}/access-request`)).status, 404);
      assert.equal((await visitor.post(`/fr/profiles/${unknown}/access-request`, asked)).status, 404);
    }
    for (const answer of [
      await owner.visitor.open(`/fr/profiles/${number}/access-request`),
      await owner.visitor.post(`/fr/profiles/${number}/access-request`, asked),
    ]) {
      assert.equal(answer.location, `/fr/profiles/${number}/contact`);
    }
  });
});

describe('a request that no manager answers in ten days', () => {
  it('goes to the commune, which is told, as is who asked; the managers still may decide', async () => {
    const shared = await sharedProfile(portal);
    const { number, owner, colleague } = shared;
    const path = `/fr/profiles/${number}/access-request`;
    await colleague.visitor.post(path, asked);
    await askedDaysAgo(number, 9);
    await handOverAccessRequests(portal.app);
    assert.match(text((await colleague.visitor.open('/fr/my-space')).html), /Attend la réponse des gestionnaires/);
    await askedDaysAgo(number, 11);
    await handOverAccessRequests(portal.app);
    await handOverAccessRequests(portal.app);
    const toCommune = await portal.mailTo('info@1030.be', /attend la commune/);
    assert.ok(toCommune.text.includes(written(number)) && !/Jan|Peeters|Brasserie/.test(toCommune.text));
    await portal.mailTo(colleague.person.email, /transmise à la commune/);
    assert.equal(portal.mails.filter(({ to }) => to === 'info@1030.be').length, 0);
    assert.match(text((await colleague.visitor.open('/fr/my-space')).html), /Examinée par la commune/);
    assert.match(text((await colleague.visitor.open(path)).html), /La commune l’examine/);
    const history = text((await owner.visitor.open(`/fr/profiles/${number}/history`)).html);
    assert.match(
      history,
      /Sans réponse pendant 10 jours, la demande de cette personne \(Jan Peeters\) a été transmise à la commune/,
    );
    assert.match(
      text((await owner.visitor.open(`/fr/profiles/${number}/members`)).html),
      /La commune peut décider aussi/,
    );
    const [request = ''] = idsIn(owner.visitor.page.html, 'request');
    await owner.visitor.post(`/fr/profiles/${number}/members`, { request, decision: 'member' });
    assert.equal((await colleague.visitor.open(`/fr/profiles/${number}/members`)).status, 200);
  });

  it('stays where it is once it is answered', async () => {
    const shared = await sharedProfile(portal);
    await letIn(shared, 'member');
    await askedDaysAgo(shared.number, 30);
    await handOverAccessRequests(portal.app);
    const history = await shared.owner.visitor.open(`/fr/profiles/${shared.number}/history`);
    assert.ok(!text(history.html).includes('Sans réponse'));
  });
});

describe('mails about profiles', () => {
  it('are ten a day at most to one address; the rest is in Mon espace', async () => {
    const modest = await startPortal();
    const { number, owner, colleague } = await sharedProfile(modest);
    for (let count = 0; count < 9; count += 1) {
      await colleague.visitor.post(`/fr/profiles/${number}/access-request`, asked);
      await colleague.visitor.post(`/fr/profiles/${number}/access-request`, { withdraw: '1' });
    }
    await colleague.visitor.post(`/fr/profiles/${number}/access-request`, asked);
    for (let count = 0; count < 10; count += 1) await modest.mailTo(owner.person.email, /demande l’accès/);
    await untilNoJobs(modest);
    assert.equal(modest.mails.filter(({ subject }) => /demande l’accès/.test(subject)).length, 0);
    assert.match((await owner.visitor.open('/fr/my-space')).html, /id="to-decide"/);
  });
});

describe('a mail about a profile that could not leave', () => {
  it('does not count among those of the day: the job is tried again', async () => {
    const modest = await startPortal();
    const mailer = { send: () => Promise.reject(new Error('the mail server is down')), close() {} };
    const email = 'paula@exemple.be';
    const notice = {
      kind: 'access-asked',
      email,
      language: 'fr',
      enterpriseNumber: newNumber(),
      sender: null,
    } as const;
    for (let attempt = 0; attempt < 12; attempt += 1) {
      await assert.rejects(sendProfileNotice({ ...modest.app, mailer }, notice, jobRun()), /mail server is down/);
    }
    for (let sent = 0; sent < 12; sent += 1) await sendProfileNotice(modest.app, notice, jobRun());
    assert.equal(modest.mails.filter(({ to }) => to === email).length, 10);
  });
});

describe('the page that asks for access', () => {
  it('takes one’s function with its button, for somebody signed in and from this site only', async () => {
    const { number, owner, colleague } = await sharedProfile(portal);
    const path = `/fr/profiles/${number}/access-request`;
    await assertAsksToSignIn(portal, path);
    const refused = await colleague.visitor.post(path, {});
    assert.equal(refused.status, 422);
    assert.match(text(refused.html), /Choisissez votre fonction/);
    await colleague.visitor.open(path);
    colleague.visitor.choose('Membre du personnel');
    assert.equal((await colleague.visitor.press('Demander l’accès', FROM_ANOTHER_SITE)).status, 403);
    assert.ok(!(await owner.visitor.open(`/fr/profiles/${number}/members`)).html.includes('name="request"'));
    await colleague.visitor.open(path);
    colleague.visitor.choose('Membre du personnel');
    assert.equal((await colleague.visitor.press('Demander l’accès')).status, 303);
    assert.ok((await owner.visitor.open(`/fr/profiles/${number}/members`)).html.includes('name="request"'));
  });
});
