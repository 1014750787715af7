import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { z } from 'zod';
import { formatEnterpriseNumber } from '../../../../src/domain/numbers/enterprise-number.ts';
import { sql } from '../../../../src/platform/database.ts';
import { confirmAddress, lucie, signUp, submitSignUp, text } from '../../../support/journeys.ts';
import { linkIn, startPortal, type TestPortal, untilNoJobs } from '../../../support/portal.ts';
import {
  type Account,
  createProfile,
  endOf,
  idsIn,
  letIn,
  membershipOf,
  NOW,
  newNumber,
  sharedProfile,
} from '../../../support/profiles.ts';
import { assertAsksToSignIn, FROM_ANOTHER_SITE } from '../../../support/refusals.ts';
import { newAddress, Visitor } from '../../../support/visitor.ts';

let portal: TestPortal;
before(async () => {
  portal = await startPortal();
});

describe('inviting a colleague', () => {
  it('mails a link for seven days, once, for that address alone', async () => {
    const number = newNumber();
    const owner = await signUp(portal);
    await confirmAddress(owner.visitor, owner.person);
    await createProfile(owner.visitor, number);
    const colleague = lucie({ firstName: 'Jan' });
    const path = `/fr/profiles/${number}/members`;
    await owner.visitor.open(`${path}/invite`);
    assert.equal(
      (await owner.visitor.post(`${path}/invite`, { email: colleague.email, role: 'manager' })).location,
      path,
    );
    const link = new URL(linkIn(await portal.mailTo(colleague.email, /vous invite/))).pathname;
    const { visitor: thief } = await signUp(portal);
    assert.equal((await thief.open(link)).status, 410);
    assert.equal((await thief.post(link, { jobTitle: 'director' })).status, 410);
    const { visitor } = await signUp(portal, colleague);
    assert.equal((await visitor.open(link)).status, 200);
    assert.match(text(visitor.page.html), /Brasserie Dubois/);
    assert.equal((await visitor.post(link, { jobTitle: 'staff-member' })).location, `/fr/profiles/${number}/contact`);
    assert.equal((await visitor.open(link)).status, 410);
    assert.equal((await visitor.post(link, { jobTitle: 'director' })).location, `/fr/profiles/${number}/contact`);
    assert.ok(!(await visitor.open(`/fr/profiles/${number}/job-title`)).html.includes('value="director" checked'));
    await owner.visitor.post(await endOf(portal, number, { visitor, person: colleague }), NOW);
    assert.equal((await visitor.post(link, { jobTitle: 'staff-member' })).status, 410);
    const history = await owner.visitor.open(`/fr/profiles/${number}/history`);
    assert.match(text(history.html), /a rejoint le profil par invitation/);
  });

  it('stands among the members until it is accepted, and can be cancelled: its link is dead then', async () => {
    const number = newNumber();
    const owner = await signUp(portal);
    await confirmAddress(owner.visitor, owner.person);
    await createProfile(owner.visitor, number);
    const colleague = lucie({ firstName: 'Jan' });
    const path = `/fr/profiles/${number}/members`;
    await owner.visitor.post(`${path}/invite`, { email: colleague.email, role: 'member' });
    const link = new URL(linkIn(await portal.mailTo(colleague.email, /vous invite/))).pathname;
    const { visitor } = await signUp(portal, colleague);
    await confirmAddress(visitor, colleague);
    assert.equal((await visitor.open(link)).status, 200);
    const page = await owner.visitor.open(path);
    assert.match(text(page.html), new RegExp(`Invitations en attente.*${colleague.email} Membre · Valable jusqu’au`));
    const [, invitation = ''] = /name="invitation" value="([^"]+)"/.exec(page.html) ?? [];
    const { visitor: stranger } = await signUp(portal);
    assert.equal((await stranger.post(path, { invitation })).status, 404);
    assert.equal((await owner.visitor.post(path, { invitation })).location, path);
    assert.equal((await visitor.open(link)).status, 410);
    assert.ok(!(await owner.visitor.open(path)).html.includes(colleague.email));
    const history = await owner.visitor.open(`/fr/profiles/${number}/history`);
    assert.match(text(history.html), /Invitation annulée pour l…@exemple.be/);
  });

  it('is not had by its id alone from an account whose address is not confirmed', async () => {
    const { number, owner } = await sharedProfile(portal);
    const { visitor, person } = await signUp(portal);
    await owner.visitor.post(`/fr/profiles/${number}/members/invite`, { email: person.email, role: 'manager' });
    const found = sql`select id from invitations where email = ${person.email}`;
    const { id } = await portal.app.db.one(z.strictObject({ id: z.uuid() }), found);
    const path = `/fr/invitations/${id}`;
    assert.equal((await visitor.open(path)).status, 410);
    assert.equal((await visitor.post(path, { jobTitle: 'staff-member' })).status, 410);
    await confirmAddress(visitor, person);
    assert.equal((await visitor.open(path)).status, 200);
  });

  it('is worth nothing once who sent it is no manager any more', async () => {
    const shared = await sharedProfile(portal);
    const { number, owner, colleague } = shared;
    await letIn(shared, 'manager');
    const second = await signUp(portal);
    await confirmAddress(second.visitor, second.person);
    const path = `/fr/profiles/${number}/members`;
    await colleague.visitor.post(`${path}/invite`, { email: second.person.email, role: 'manager' });
    const link = new URL(linkIn(await portal.mailTo(second.person.email, /vous invite/))).pathname;
    assert.equal((await second.visitor.open(link)).status, 200);
    const membership = await membershipOf(portal, number, colleague);
    await owner.visitor.post(path, { membership, to: 'member' });
    assert.equal((await second.visitor.open(link)).status, 410);
    assert.equal((await second.visitor.post(link, { jobTitle: 'director' })).status, 410);
    assert.ok(!(await owner.visitor.open(path)).html.includes(second.person.email));
  });

  it('answers a request that was open, and makes a manager of who was a member', async () => {
    const shared = await sharedProfile(portal);
    const { number, owner, colleague } = shared;
    const path = `/fr/profiles/${number}/members`;
    await colleague.visitor.post(`/fr/profiles/${number}/access-request`, { jobTitle: 'treasurer' });
    for (const role of ['member', 'manager']) {
      await owner.visitor.post(`${path}/invite`, { email: colleague.person.email, role });
      const link = new URL(linkIn(await portal.mailTo(colleague.person.email, /vous invite/))).pathname;
      assert.equal((await colleague.visitor.post(link, { jobTitle: 'treasurer' })).status, 303);
    }
    assert.ok(!text((await colleague.visitor.open('/fr/my-space')).html).includes('Attend la réponse'));
    assert.ok(!(await owner.visitor.open(path)).html.includes('name="request"'));
    assert.equal((await colleague.visitor.open(`/fr/profiles/${number}/history`)).status, 200);
  });

  it('of another organisation cannot be cancelled', async () => {
    const one = await sharedProfile(portal);
    const other = await sharedProfile(portal);
    const email = `invite.${one.number}@exemple.be`;
    await one.owner.visitor.post(`/fr/profiles/${one.number}/members/invite`, { email, role: 'member' });
    const { html } = await one.owner.visitor.open(`/fr/profiles/${one.number}/members`);
    const [, invitation = ''] = /name="invitation" value="([^"]+)"/.exec(html) ?? [];
    await other.owner.visitor.post(`/fr/profiles/${other.number}/members`, { invitation });
    assert.match(text((await other.owner.visitor.follow()).html), /Rien n’a changé/);
    assert.ok((await one.owner.visitor.open(`/fr/profiles/${one.number}/members`)).html.includes(email));
  });
});

/** Paula invites an address, and the link that its owner receives. */
async function invitedLink(email: string, owner: Account, number: string): Promise<string> {
  await owner.visitor.post(`/fr/profiles/${number}/members/invite`, { email, role: 'member' });
  return new URL(linkIn(await portal.mailTo(email, /invit/))).pathname;
}

describe('somebody invited without an account', () => {
  it('is a member after one mail, one form and one press', async () => {
    const { number, owner } = await sharedProfile(portal);
    const jan = lucie({ firstName: 'Jan' });
    const link = await invitedLink(jan.email, owner, number);
    const visitor = new Visitor(portal);
    await visitor.open(link);
    const signInShown = await visitor.follow();
    const told = new RegExp(`Une invitation vous attend : l’organisation n° BCE ${formatEnterpriseNumber(number)}`);
    assert.match(text(signInShown.html), told);
    assert.doesNotMatch(signInShown.html, /Brasserie/);
    assert.ok(signInShown.html.includes(`value="${jan.email}"`));
    const [, way = ''] = /href="([^"]*sign-up[^"]*)"/.exec(signInShown.html) ?? [];
    assert.match(text((await visitor.open(way)).html), told);
    assert.ok(visitor.page.html.includes(`value="${jan.email}"`));
    assert.equal((await submitSignUp(visitor, jan, '0000')).status, 422);
    assert.match(text(visitor.page.html), told);
    assert.equal((await submitSignUp(visitor, jan)).location, link);
    await visitor.follow();
    assert.equal((await visitor.press('Rejoindre')).location, `/fr/profiles/${number}/contact`);
    assert.doesNotMatch(text((await visitor.open('/fr/my-space')).html), /Confirmez votre adresse/);
    await untilNoJobs(portal);
    assert.ok(!portal.mails.some(({ to, subject }) => to === jan.email && /Confirmez/.test(subject)));
  });

  it('who signs up with another address has to confirm that one, and the invitation is not theirs', async () => {
    const { number, owner } = await sharedProfile(portal);
    const link = await invitedLink(newAddress('jan'), owner, number);
    const other = lucie({ firstName: 'Jan' });
    const visitor = new Visitor(portal);
    await visitor.open(`/fr/sign-up?next=${encodeURIComponent(link)}`);
    assert.equal((await submitSignUp(visitor, other)).location, link);
    assert.equal((await visitor.follow()).status, 410);
    assert.match(text((await visitor.open('/fr/my-space')).html), /Confirmez votre adresse/);
    await portal.mailTo(other.email, /Confirmez/);
  });

  it('is told nothing by a link that is no longer good, nor led to another site', async () => {
    const { number, owner } = await sharedProfile(portal);
    const email = newAddress('jan');
    const link = await invitedLink(email, owner, number);
    const members = `/fr/profiles/${number}/members`;
    const [invitation = ''] = idsIn((await owner.visitor.open(members)).html, 'invitation');
    await owner.visitor.post(members, { invitation });
    const visitor = new Visitor(portal);
    for (const page of ['sign-in', 'sign-up']) {
      const { html } = await visitor.open(`/fr/${page}?next=${encodeURIComponent(link)}`);
      assert.ok(!html.includes(email) && !html.includes('invitation vous attend'), page);
    }
    await visitor.open('/fr/sign-up?next=%2F%2Fevil.example');
    assert.equal((await submitSignUp(visitor, lucie())).location, '/fr/my-space');
  });
});

describe('joining by the link', () => {
  it('confirms the address of an account that had not: the link was sent there', async () => {
    const { number, owner } = await sharedProfile(portal);
    const colleague = await signUp(portal);
    const link = await invitedLink(colleague.person.email, owner, number);
    assert.match(text((await colleague.visitor.open(link)).html), /vous confirmez aussi votre adresse/);
    assert.match(text((await colleague.visitor.open('/fr/my-space')).html), /Confirmez votre adresse/);
    await colleague.visitor.open(link);
    assert.equal((await colleague.visitor.press('Rejoindre')).status, 303);
    assert.doesNotMatch(text((await colleague.visitor.open('/fr/my-space')).html), /Confirmez votre adresse/);
  });
});

describe('the page of an invitation', () => {
  it('joins with its button, for somebody signed in and from this site only', async () => {
    const shared = await sharedProfile(portal);
    const { number, owner, colleague } = shared;
    const fields = { email: colleague.person.email, role: 'member' };
    await owner.visitor.post(`/fr/profiles/${number}/members/invite`, fields);
    const link = new URL(linkIn(await portal.mailTo(colleague.person.email, /vous invite/))).pathname;
    await assertAsksToSignIn(portal, link);
    const refused = await colleague.visitor.post(link, { jobTitle: 'emperor' });
    assert.equal(refused.status, 422);
    await colleague.visitor.open(link);
    colleague.visitor.choose('Membre du personnel');
    assert.equal((await colleague.visitor.press('Rejoindre', FROM_ANOTHER_SITE)).status, 403);
    await colleague.visitor.open(link);
    colleague.visitor.choose('Membre du personnel');
    assert.equal((await colleague.visitor.press('Rejoindre')).location, `/fr/profiles/${number}/contact`);
  });
});
