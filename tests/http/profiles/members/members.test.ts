import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { sql } from '../../../../src/platform/database.ts';
import { signUp, text } from '../../../support/journeys.ts';
import { meetAtOrganisation } from '../../../support/locks.ts';
import { startPortal, type TestPortal } from '../../../support/portal.ts';
import {
  dayIn,
  endOf,
  lastDay,
  letIn,
  membershipOf,
  membersOf,
  NOW,
  sharedProfile,
} from '../../../support/profiles.ts';
import { assertAsksToSignIn, assertIsNotThere, FROM_ANOTHER_SITE } from '../../../support/refusals.ts';
import type { Visitor } from '../../../support/visitor.ts';

let portal: TestPortal;
before(async () => {
  portal = await startPortal();
});

describe('sharing a profile', () => {
  it('shows its members to each other, and lets only a manager change them', async () => {
    const shared = await sharedProfile(portal);
    const { number, owner, colleague } = shared;
    await letIn(shared, 'member');
    const page = await colleague.visitor.open(membersOf(number));
    assert.match(text(page.html), /Paula Dubois.*Jan Peeters/);
    assert.ok(!page.html.includes('name="to"'));
    const membership = await membershipOf(portal, number, owner);
    assert.equal((await colleague.visitor.post(membersOf(number), { membership, to: 'member' })).status, 404);
    const endOfOwner = await endOf(portal, number, owner);
    assert.equal((await colleague.visitor.open(endOfOwner)).status, 404);
    assert.equal((await colleague.visitor.post(endOfOwner, NOW)).status, 404);
    assert.equal((await colleague.visitor.open(`/fr/profiles/${number}/history`)).status, 404);
  });

  it('changes a role, tells whom it concerns, and writes who did it', async () => {
    const shared = await sharedProfile(portal);
    const { number, owner, colleague } = shared;
    await letIn(shared, 'member');
    const jan = await membershipOf(portal, number, colleague);
    await owner.visitor.post(membersOf(number), { membership: jan, to: 'manager' });
    const mail = await portal.mailTo(colleague.person.email, /Votre rôle/);
    assert.match(mail.text, new RegExp(number.replace(/(....)(...)(...)/, '$1.$2.$3')));
    const history = text((await colleague.visitor.open(`/fr/profiles/${number}/history`)).html);
    assert.match(history, /Nouveau rôle pour Jan Peeters : Gestionnaire par Paula Dubois/);
    assert.match(history, /Accès accordé à Jan Peeters. Rôle : Membre par Paula Dubois/);
    assert.match(history, /Paula Dubois a créé le profil/);
  });

  it('never loses its last manager: by leaving, by a change of role, by a last day, by closing the account', async () => {
    const { number, owner } = await sharedProfile(portal);
    const page = await owner.visitor.open(membersOf(number));
    assert.match(text(page.html), /Vous êtes la seule personne gestionnaire sans date de fin/);
    assert.ok(!page.html.includes('name="membership"') && !page.html.includes('/end"'));
    const end = await endOf(portal, number, owner);
    for (const refused of [
      await owner.visitor.post(`/fr/profiles/${number}/role`, {}),
      await owner.visitor.post(end, NOW),
      await owner.visitor.post(end, lastDay(...dayIn(portal, 30))),
    ]) {
      assert.equal(refused.status, 422);
      assert.match(text(refused.html), /garde toujours un gestionnaire/);
    }
    const closing = await owner.visitor.post('/fr/account/closing', { currentPassword: owner.person.password });
    assert.equal(closing.status, 422);
    assert.match(text(closing.html), /seule personne gestionnaire de : Brasserie Dubois/);
  });

  it('does not count on a manager who has a last day: the other must stay', async () => {
    const shared = await sharedProfile(portal);
    const { number, owner, colleague } = shared;
    await letIn(shared, 'manager');
    const own = await endOf(portal, number, owner);
    const jan = await endOf(portal, number, colleague);
    assert.equal((await owner.visitor.post(jan, lastDay(...dayIn(portal, 30)))).status, 303);
    assert.equal((await owner.visitor.post(own, NOW)).status, 422);
    const closing = await owner.visitor.post('/fr/account/closing', { currentPassword: owner.person.password });
    assert.equal(closing.status, 422);
    const membership = await membershipOf(portal, number, colleague);
    await owner.visitor.post(membersOf(number), { membership, to: 'end-cancelled' });
    assert.equal((await owner.visitor.post(own, NOW)).status, 303);
    assert.equal((await colleague.visitor.open(membersOf(number))).status, 200);
  });

  it('keeps one manager when two leave at the same instant', async () => {
    const shared = await sharedProfile(portal);
    const { number, owner, colleague } = shared;
    await letIn(shared, 'manager');
    const first = await endOf(portal, number, owner);
    const second = await endOf(portal, number, colleague);
    const answers = await meetAtOrganisation(portal, { number, waiters: 2 }, () =>
      Promise.all([owner.visitor.post(first, NOW), colleague.visitor.post(second, NOW)]),
    );
    assert.deepEqual(answers.map(({ status }) => status).sort(), [303, 422]);
  });
});

describe('changing members', () => {
  it('does nothing, writes nothing and tells nothing when it is so already', async () => {
    const shared = await sharedProfile(portal);
    const { number, owner, colleague } = shared;
    await letIn(shared, 'member');
    const membership = await membershipOf(portal, number, colleague);
    const end = await endOf(portal, number, colleague);
    for (let press = 0; press < 2; press += 1) {
      await owner.visitor.post(membersOf(number), { membership, to: 'manager' });
      await owner.visitor.post(end, lastDay(...dayIn(portal, 10)));
      await colleague.visitor.post(`/fr/profiles/${number}/job-title`, { jobTitle: 'chair' });
      await owner.visitor.post(`/fr/profiles/${number}/organisation`, {
        name: 'Chez Dubois',
        kind: 'enterprise',
        vatLiable: 'yes',
      });
    }
    const history = (await owner.visitor.open(`/fr/profiles/${number}/history`)).html;
    for (const words of ['Nouveau rôle', 'Dernier jour d’accès', 'Nouvelle fonction', 'a changé les données']) {
      assert.equal(history.split(words).length - 1, 1, words);
    }
  });

  it('does not count on a manager whose account is suspended', async () => {
    const shared = await sharedProfile(portal);
    const { number, owner, colleague } = shared;
    await letIn(shared, 'manager');
    await portal.app.db.transaction((tx) =>
      tx.run(sql`update citizens set status = 'suspended' where email = ${colleague.person.email}`),
    );
    assert.equal((await owner.visitor.post(await endOf(portal, number, owner), NOW)).status, 422);
    const closing = await owner.visitor.post('/fr/account/closing', { currentPassword: owner.person.password });
    assert.equal(closing.status, 422);
  });
});

describe('an account that closes', () => {
  const close = (visitor: Visitor, password: string) =>
    visitor.post('/fr/account/closing', { currentPassword: password });

  it('takes its request for access with it: the members page still opens', async () => {
    const { number, owner } = await sharedProfile(portal);
    const asking = await signUp(portal);
    await asking.visitor.post(`/fr/profiles/${number}/access-request`, { jobTitle: 'other' });
    assert.match((await owner.visitor.open('/fr/my-space')).html, new RegExp(membersOf(number)));
    assert.equal((await close(asking.visitor, asking.person.password)).status, 303);
    assert.equal((await owner.visitor.open(membersOf(number))).status, 200);
  });

  it('leaves its end in the history', async () => {
    const shared = await sharedProfile(portal);
    await letIn(shared, 'member');
    await close(shared.colleague.visitor, shared.colleague.person.password);
    const history = await shared.owner.visitor.open(`/fr/profiles/${shared.number}/history`);
    assert.match(text(history.html), /Accès terminé : Jan Peeters/);
  });

  it('leaves one manager when both close at the same instant', async () => {
    const shared = await sharedProfile(portal);
    await letIn(shared, 'manager');
    const both = [shared.owner, shared.colleague];
    const answers = await meetAtOrganisation(portal, { number: shared.number, waiters: 2 }, () =>
      Promise.all(both.map(({ visitor, person }) => close(visitor, person.password))),
    );
    assert.deepEqual(answers.map(({ status }) => status).sort(), [303, 422]);
  });
});

describe('the page of members', () => {
  it('changes a role with its button, for somebody signed in and from this site only', async () => {
    const shared = await sharedProfile(portal);
    const { number, owner, colleague } = shared;
    await letIn(shared, 'member');
    await assertAsksToSignIn(portal, membersOf(number));
    const words = 'Rendre gestionnaire : Jan Peeters';
    await owner.visitor.open(membersOf(number));
    assert.equal((await owner.visitor.press(words, FROM_ANOTHER_SITE)).status, 403);
    assert.equal((await colleague.visitor.open(`/fr/profiles/${number}/history`)).status, 404);
    await owner.visitor.open(membersOf(number));
    assert.equal((await owner.visitor.press(words)).location, membersOf(number));
    assert.equal((await colleague.visitor.open(`/fr/profiles/${number}/history`)).status, 200);
  });

  it('does not exist for a stranger', async () => {
    const { number, colleague } = await sharedProfile(portal);
    await assertIsNotThere(colleague.visitor, membersOf(number));
  });

  it('tells members of one name apart for managers: in the list, before an end, in the history', async () => {
    const shared = await sharedProfile(portal);
    const { number, owner, colleague } = shared;
    await letIn(shared, 'member');
    await owner.visitor.post('/fr/account/personal-data', { firstName: 'Jan', lastName: 'Peeters' });
    const masked = /Jan Peeters \([^)@]+…@exemple\.be\)/;
    const list = text((await owner.visitor.open(membersOf(number))).html);
    assert.equal(new Set(list.match(new RegExp(masked, 'g'))).size, 2);
    assert.ok(!list.includes(colleague.person.email));
    assert.doesNotMatch(text((await colleague.visitor.open(membersOf(number))).html), masked);
    const end = await endOf(portal, number, colleague);
    assert.match(text((await owner.visitor.open(end)).html), new RegExp(`Mettre fin.*${masked.source}`));
    await owner.visitor.post(end, NOW);
    const history = await owner.visitor.open(`/fr/profiles/${number}/history`);
    assert.match(text(history.html), new RegExp(`Accès terminé : ${masked.source}`));
  });
});
