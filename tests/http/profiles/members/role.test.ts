import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { text } from '../../../support/journeys.ts';
import { startPortal, type TestPortal } from '../../../support/portal.ts';
import { letIn, membershipOf, sharedProfile } from '../../../support/profiles.ts';
import { assertAsksToSignIn, assertIsNotThere, FROM_ANOTHER_SITE } from '../../../support/refusals.ts';

let portal: TestPortal;
before(async () => {
  portal = await startPortal();
});

describe('giving up one’s own role of manager', () => {
  it('is asked first, on a page that says what is lost', async () => {
    const shared = await sharedProfile(portal);
    const { number, owner, colleague } = shared;
    await letIn(shared, 'manager');
    const [members, role] = [`/fr/profiles/${number}/members`, `/fr/profiles/${number}/role`];
    const list = await owner.visitor.open(members);
    assert.ok(list.html.includes(`href="${role}">Devenir simple membre…</a>`));
    assert.ok(!text(list.html).includes('Rendre simple membre : Paula Dubois'));
    assert.match(text(list.html), /Rendre simple membre : Jan Peeters/);
    const old = { membership: await membershipOf(portal, number, owner), to: 'member' };
    assert.equal((await owner.visitor.post(members, old)).location, role);
    const asking = await owner.visitor.open(role);
    assert.match(text(asking.html), /encore agir pour Brasserie Dubois, mais plus décider/);
    assert.equal((await owner.visitor.press('Devenir simple membre', FROM_ANOTHER_SITE)).status, 403);
    await owner.visitor.open(role);
    assert.equal((await owner.visitor.press('Devenir simple membre')).location, members);
    assert.match(text((await owner.visitor.follow()).html), /Le rôle a changé/);
    await assertIsNotThere(owner.visitor, role);
    assert.equal((await colleague.visitor.open(role)).status, 200);
  });

  it('says why not to the only lasting manager, without a button', async () => {
    const { number, owner, colleague } = await sharedProfile(portal);
    const role = `/fr/profiles/${number}/role`;
    const { status, html } = await owner.visitor.open(role);
    assert.equal(status, 200);
    assert.match(text(html), /garde toujours un gestionnaire/);
    assert.ok(!html.includes('<button class="govuk-button govuk-button--warning"'));
    assert.equal((await owner.visitor.post(role, {})).status, 422);
    await assertIsNotThere(colleague.visitor, role);
    await assertAsksToSignIn(portal, role);
  });
});
