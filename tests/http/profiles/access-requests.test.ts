import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { handOverAccessRequests } from '../../../src/features/profiles/hand-over-access-requests.ts';
import { sql } from '../../../src/platform/database.ts';
import { signUp, text } from '../../support/journeys.ts';
import { startPortal, type TestPortal } from '../../support/portal.ts';
import { idsIn, letIn, newNumber, sharedProfile } from '../../support/profiles.ts';

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
    for (const [who, path] of [
      [owner.visitor, number],
      [visitor, newNumber()],
      [visitor, '1234567890'],
    ] as const) {
      assert.equal((await who.open(`/fr/profiles/${path}/access-request`)).status, 404);
      assert.equal((await who.post(`/fr/profiles/${path}/access-request`, asked)).status, 404);
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
    await portal.mailTo(colleague.person.email, /maintenant à la commune/);
    assert.equal(portal.mails.filter(({ to }) => to === 'info@1030.be').length, 0);
    assert.match(text((await colleague.visitor.open('/fr/my-space')).html), /Examinée par la commune/);
    assert.match(text((await colleague.visitor.open(path)).html), /la commune l’examine/);
    const history = text((await owner.visitor.open(`/fr/profiles/${number}/history`)).html);
    assert.match(history, /Sans réponse pendant 10 jours, la demande d’accès de Jan Peeters est allée à la commune/);
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
