import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { sql } from '../../../src/platform/database.ts';
import { confirmAddress, lucie, signUp, text } from '../../support/journeys.ts';
import { linkIn, startPortal, type TestPortal } from '../../support/portal.ts';
import { createProfile, newNumber } from '../../support/profiles.ts';

let portal: TestPortal;
before(async () => {
  portal = await startPortal();
});

describe('inviting a colleague', () => {
  it('mails a link for seven days, once, for that confirmed address alone', async () => {
    const number = newNumber();
    const owner = await signUp(portal);
    await createProfile(owner.visitor, number);
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
    const history = await visitor.open(`/fr/profiles/${number}/history`);
    assert.match(text(history.html), /a rejoint le profil par invitation/);
  });

  it('stands among the members until it is accepted, and can be cancelled: its link is dead then', async () => {
    const number = newNumber();
    const owner = await signUp(portal);
    await createProfile(owner.visitor, number);
    const colleague = lucie({ firstName: 'Jan' });
    const path = `/fr/profiles/${number}/members`;
    await owner.visitor.post(`${path}/invite`, { email: colleague.email, role: 'member' });
    const link = new URL(linkIn(await portal.mailTo(colleague.email, /invité/))).pathname;
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
    assert.match(text(history.html), new RegExp(`L’invitation de ${colleague.email} a été annulée`));
  });

  it('is for managers: to a member and to a stranger the page does not exist', async () => {
    const number = newNumber();
    const owner = await signUp(portal);
    await createProfile(owner.visitor, number);
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
