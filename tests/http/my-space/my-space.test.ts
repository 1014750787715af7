import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { sql } from '../../../src/platform/database.ts';
import { confirmAddress, signUp, text } from '../../support/journeys.ts';
import { startPortal, type TestPortal, untilNoJobs } from '../../support/portal.ts';
import { beginProfile, identify, letIn, membershipOf, newNumber, sharedProfile } from '../../support/profiles.ts';
import { statementsDuring } from '../../support/statements.ts';
import { Visitor } from '../../support/visitor.ts';

let portal: TestPortal;
before(async () => {
  portal = await startPortal();
});

describe('Mon espace', () => {
  it('asks somebody signed out to sign in first', async () => {
    assert.equal((await new Visitor(portal).open('/nl/my-space')).location, '/nl/sign-in?next=%2Fnl%2Fmy-space');
  });

  it('puts first what waits for the citizen: the address to confirm', async () => {
    const { visitor, person } = await signUp(portal);
    const { html } = await visitor.open('/fr/my-space');
    assert.ok(text(html).indexOf(person.email) < text(html).indexOf('Mes demandes'));
    await confirmAddress(visitor, person);
    assert.ok(!(await visitor.open('/fr/my-space')).html.includes(person.email));
  });

  it('says what to do next while nothing is filed', async () => {
    const { visitor } = await signUp(portal);
    const words = text((await visitor.open('/fr/my-space')).html);
    assert.match(words, /Vous n’avez encore introduit aucune demande/);
    assert.match(words, /Que puis-je faire maintenant/);
  });

  it('costs two statements, whatever one has: the session with its citizen, and all that is shown', async () => {
    const shared = await sharedProfile(portal);
    await letIn(shared, 'member');
    await beginProfile(shared.owner.visitor, newNumber());
    await portal.mailTo(shared.colleague.person.email, /est acceptée/);
    await untilNoJobs(portal);
    const statements = await statementsDuring(portal.app.db, () => shared.owner.visitor.open('/fr/my-space'));
    assert.equal(statements.length, 2);
  });

  it('lists the invitations sent to a confirmed address, and leads to joining without the mail', async () => {
    const { number, owner } = await sharedProfile(portal);
    const { visitor, person } = await signUp(portal);
    const invite = { email: person.email, role: 'member' };
    assert.equal((await owner.visitor.post(`/fr/profiles/${number}/members/invite`, invite)).status, 303);
    const waits = /Invitations Brasserie Dubois \(n° BCE [\d.]+\) vous invite à agir en son nom/;
    assert.doesNotMatch(text((await visitor.open('/fr/my-space')).html), waits);
    await confirmAddress(visitor, person);
    const { html } = await visitor.open('/fr/my-space');
    assert.match(text(html), waits);
    const [, path = ''] = /href="(\/fr\/invitations\/[0-9a-f-]{36})"/.exec(html) ?? [];
    const { visitor: stranger } = await signUp(portal);
    assert.equal((await stranger.open(path)).status, 410);
    await visitor.open(path);
    assert.equal((await visitor.press('Rejoindre')).location, `/fr/profiles/${number}/contact`);
    assert.doesNotMatch(text((await visitor.open('/fr/my-space')).html), waits);
    const again = await visitor.post(path, { jobTitle: 'staff-member' });
    assert.equal(again.location, `/fr/profiles/${number}/contact`, 'a second press leads where the first one did');
    assert.equal((await visitor.open(path)).status, 410);
  });

  it('offers no invitation whose sender manages nothing any more', async () => {
    const shared = await sharedProfile(portal);
    await letIn(shared, 'manager');
    const { visitor, person } = await signUp(portal);
    await confirmAddress(visitor, person);
    const path = `/fr/profiles/${shared.number}/members`;
    await shared.colleague.visitor.post(`${path}/invite`, { email: person.email, role: 'member' });
    assert.match((await visitor.open('/fr/my-space')).html, /\/fr\/invitations\//);
    const membership = await membershipOf(portal, shared.number, shared.colleague);
    assert.equal((await shared.owner.visitor.post(path, { membership, to: 'member' })).status, 303);
    assert.doesNotMatch((await visitor.open('/fr/my-space')).html, /\/fr\/invitations\//);
  });

  it('says who asks to act for what, as what and since when, with a button to answer; ten at most', async () => {
    const { number, owner, colleague } = await sharedProfile(portal);
    await colleague.visitor.post(`/fr/profiles/${number}/access-request`, { jobTitle: 'treasurer' });
    const asked = 'Jan Peeters demande à agir pour Brasserie Dubois (trésorier ou trésorière) – depuis';
    assert.ok(text((await owner.visitor.open('/fr/my-space')).html).includes(`${asked} moins d’un jour`));
    const since = sql`update access_requests set asked_at = asked_at - interval '12 days' where enterprise_number = ${number}`;
    await portal.app.db.transaction((tx) => tx.run(since));
    const { html } = await owner.visitor.open('/fr/my-space');
    assert.ok(text(html).includes(`${asked} 12 jours Répondre (Jan Peeters)`));
    assert.ok(html.includes(`<a class="govuk-button" href="/fr/profiles/${number}/members">Répondre`));
    for (let count = 0; count < 10; count += 1) {
      const { visitor, person } = await signUp(portal);
      await confirmAddress(visitor, person);
      const answer = await visitor.post(`/fr/profiles/${number}/access-request`, { jobTitle: 'other' });
      assert.equal(answer.status, 303);
    }
    const many = (await owner.visitor.open('/fr/my-space')).html;
    assert.equal(many.match(/>Répondre</g)?.length, 10);
    assert.ok(many.includes('Jan Peeters'), 'the longest waiting is not left out');
  });

  it('resumes a profile that was begun, where it was left, until it is created', async () => {
    const { visitor } = await signUp(portal);
    const number = newNumber();
    await beginProfile(visitor, number);
    await beginProfile(visitor, number, 'association');
    const identity = visitor.page.location ?? '';
    const before = await visitor.open('/fr/my-space');
    assert.match(text(before.html), new RegExp(`Reprendre : Association, n° BCE ${number.slice(0, 4)}`));
    assert.equal(before.html.match(/\/profiles\/drafts\//g)?.length, 1);
    assert.ok(before.html.includes(`href="${identity}"`));
    await visitor.open(identity);
    await identify(visitor);
    const last = identity.replace('identity', 'responsibilities');
    assert.ok((await visitor.open('/fr/my-space')).html.includes(`href="${last}"`));
    const { visitor: other } = await signUp(portal);
    assert.ok(!(await other.open('/fr/my-space')).html.includes('/profiles/drafts/'));
    await visitor.post(last, { jobTitle: 'chair' });
    assert.ok(!(await visitor.open('/fr/my-space')).html.includes('/profiles/drafts/'));
  });

  it('shows a name with markup in it as text', async () => {
    const { visitor } = await signUp(portal);
    await visitor.post('/fr/account/personal-data', { firstName: '<img src=x onerror=alert(1)>', lastName: `"'><b>` });
    const { html } = await visitor.open('/fr/my-space');
    assert.ok(!html.includes('<img src=x') && !html.includes(`"'><b>`));
    assert.match(html, /&lt;img src=x/);
  });
});
