import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { signUp, text } from '../../../support/journeys.ts';
import { startPortal, type TestPortal } from '../../../support/portal.ts';
import {
  beginProfile,
  createProfile,
  dayIn,
  endOf,
  lastDay,
  letIn,
  membershipOf,
  membersOf,
  NOW,
  newNumber,
  sharedProfile,
} from '../../../support/profiles.ts';
import { assertAsksToSignIn, FROM_ANOTHER_SITE } from '../../../support/refusals.ts';

let portal: TestPortal;
before(async () => {
  portal = await startPortal();
});

describe('the end of an access', () => {
  it('is asked before it happens, and takes effect on the next request', async () => {
    const shared = await sharedProfile(portal);
    const { number, owner, colleague } = shared;
    await letIn(shared, 'member');
    await colleague.visitor.post('/fr/active-profile', { profile: number });
    const end = await endOf(portal, number, colleague);
    const asking = await owner.visitor.open(end);
    assert.match(text(asking.html), /Mettre fin à un accès : Jan Peeters.*ne pourra plus agir pour Brasserie Dubois/);
    assert.equal((await owner.visitor.post(end, {})).status, 422);
    assert.equal((await colleague.visitor.open(membersOf(number))).status, 200);
    assert.equal((await owner.visitor.post(end, NOW)).location, membersOf(number));
    assert.equal((await colleague.visitor.open(membersOf(number))).status, 404);
    assert.match((await colleague.visitor.open('/fr/my-space')).html, /profile--citizen profile--acting/);
    assert.match((await portal.mailTo(colleague.person.email, /a pris fin/)).text, /Un gestionnaire a mis fin/);
  });

  it('may be a last day, which is shown and can be taken back', async () => {
    const shared = await sharedProfile(portal);
    const { number, owner, colleague } = shared;
    await letIn(shared, 'member');
    const end = await endOf(portal, number, colleague);
    assert.equal((await owner.visitor.post(end, lastDay(...dayIn(portal, 40)))).status, 303);
    await portal.mailTo(colleague.person.email, /aura une fin/);
    const year = dayIn(portal, 40)[2];
    assert.match(text((await colleague.visitor.open(membersOf(number))).html), new RegExp(`Jusqu’au .* ${year}`));
    const membership = await membershipOf(portal, number, colleague);
    assert.equal((await colleague.visitor.post(membersOf(number), { membership, to: 'end-cancelled' })).status, 404);
    await owner.visitor.post(membersOf(number), { membership, to: 'end-cancelled' });
    assert.ok(!text((await owner.visitor.open(membersOf(number))).html).includes('Jusqu’au'));
  });

  const wrong: [string, [string, string, string], RegExp][] = [
    ['no day', ['', '', ''], /Saisissez le jour, le mois et l’année/],
    ['31 February', ['31', '2', '2027'], /Saisissez une date qui existe, par exemple 31 12 2026/],
    ['a day that is over', ['1', '1', '2020'], /aujourd’hui ou un jour à venir/],
    ['a day too far away', ['1', '1', '2999'], /dans les dix ans/],
  ];
  for (const [what, typed, words] of wrong) {
    it(`refuses ${what} with the remedy, and keeps what was typed`, async () => {
      const owner = await signUp(portal);
      const number = newNumber();
      await createProfile(owner.visitor, number);
      const end = await endOf(portal, number, owner);
      const page = await owner.visitor.post(end, lastDay(...typed));
      assert.equal(page.status, 422);
      assert.match(text(page.html), words);
      assert.match(page.html, /href="#endsOnDay"/);
      assert.ok(
        page.html.includes(`name="endsOnYear" type="text" inputmode="numeric" autocomplete="off" value="${typed[2]}"`),
      );
    });
  }

  it('lets a member leave by themselves, and come back by asking', async () => {
    const shared = await sharedProfile(portal);
    const { number, colleague } = shared;
    await letIn(shared, 'member');
    const end = await endOf(portal, number, colleague);
    assert.ok((await colleague.visitor.open(membersOf(number))).html.includes(end));
    assert.match(text((await colleague.visitor.open(end)).html), /Quitter ce profil/);
    assert.equal((await colleague.visitor.post(end, NOW)).location, '/fr/my-space');
    const again = await beginProfile(colleague.visitor, number);
    assert.equal(again.location, `/fr/profiles/${number}/access-request`);
    await letIn(shared, 'manager');
    assert.equal((await colleague.visitor.open(`/fr/profiles/${number}/history`)).status, 200);
  });

  it('of somebody elsewhere, or that does not exist, is not found', async () => {
    const { number, owner } = await sharedProfile(portal);
    const other = await sharedProfile(portal);
    const foreign = await endOf(portal, other.number, other.owner);
    const moved = foreign.replace(other.number, number);
    for (const path of [foreign, moved, `${membersOf(number)}/nonsense/end`]) {
      assert.equal((await owner.visitor.open(path)).status, 404);
      assert.equal((await owner.visitor.post(path, NOW)).status, 404);
    }
  });

  it('shows the last day that is set on the page that changes it', async () => {
    const shared = await sharedProfile(portal);
    const { number, owner, colleague } = shared;
    await letIn(shared, 'member');
    const end = await endOf(portal, number, colleague);
    const [day, month, year] = dayIn(portal, 10);
    await owner.visitor.post(end, lastDay(day, month, year));
    const { html } = await owner.visitor.open(end);
    assert.match(html, /name="when" type="radio" value="date" checked/);
    assert.match(html, new RegExp(`name="endsOnDay"[^>]*value="${day}"`));
    assert.match(html, new RegExp(`name="endsOnYear"[^>]*value="${year}"`));
  });

  it('is chosen with the buttons of the page: at once, or after a day', async () => {
    const shared = await sharedProfile(portal);
    const { number, owner, colleague } = shared;
    await letIn(shared, 'member');
    const end = await endOf(portal, number, colleague);
    await owner.visitor.open(end);
    owner.visitor.choose('Tout de suite');
    assert.equal((await owner.visitor.press('Mettre fin à l’accès', FROM_ANOTHER_SITE)).status, 403);
    assert.equal((await colleague.visitor.open(membersOf(number))).status, 200);
    await owner.visitor.open(end);
    owner.visitor.choose('Tout de suite');
    assert.equal((await owner.visitor.press('Mettre fin à l’accès')).location, membersOf(number));
    assert.equal((await colleague.visitor.open(membersOf(number))).status, 404);
  });

  it('asks somebody signed out to sign in', async () => {
    const { number, owner } = await sharedProfile(portal);
    await assertAsksToSignIn(portal, await endOf(portal, number, owner));
  });
});
