import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { beginDraft } from '../../../support/drafts/drafts.ts';
import { signUp, text } from '../../../support/journeys.ts';
import { startPortal, type TestPortal } from '../../../support/portal.ts';
import { createProfile, newNumber } from '../../../support/profiles.ts';
import { FROM_ANOTHER_SITE } from '../../../support/refusals.ts';
import { Visitor } from '../../../support/visitor.ts';

let portal: TestPortal;
before(async () => {
  portal = await startPortal();
});

const DRAFTS = '/fr/procedures/event-permit/drafts';
const count = async () => (await portal.app.db.pool.query('select 1 from drafts')).rowCount;

describe('« Commencer »', () => {
  it('begins a draft at its first step, which opening the page does not', async () => {
    const { visitor } = await signUp(portal);
    const before = await count();
    await visitor.open('/fr/procedures/event-permit');
    assert.equal(await count(), before);
    const draft = await beginDraft(visitor, 'event-permit');
    assert.equal(visitor.page.location, `${draft}/applicant`);
    assert.equal(await count(), (before ?? 0) + 1);
  });

  it('offers one under way first, and begins another when asked', async () => {
    const { visitor } = await signUp(portal);
    const first = await beginDraft(visitor, 'event-permit');
    await visitor.open('/fr/procedures/event-permit');
    const offer = await visitor.press('Commencer');
    assert.equal(offer.status, 200);
    assert.match(text(offer.html), /déjà commencé cette démarche/);
    assert.ok(offer.html.includes(`href="${first}"`));
    await visitor.press('En commencer une autre');
    assert.match(visitor.page.location ?? '', /\/applicant$/);
    assert.notEqual(visitor.page.location, `${first}/applicant`);
    assert.equal((await visitor.open(DRAFTS)).location, '/fr/procedures/event-permit');
  });

  it('begins one draft, however often its button is pressed', async () => {
    const { visitor } = await signUp(portal);
    const pressed = async (fields: Record<string, string>) => {
      const answers = await Promise.all(Array.from({ length: 5 }, () => visitor.post(DRAFTS, fields)));
      const begun = answers.map(({ location }) => location).filter((location) => location !== null);
      assert.ok(begun.length > 0 && begun.every((location) => location.endsWith('/applicant')));
      return new Set(begun);
    };
    const first = await pressed({ profile: 'citizen' });
    assert.equal(first.size, 1);
    await visitor.open('/fr/procedures/event-permit');
    await visitor.press('Commencer');
    const [, known = ''] = /name="another" value="([^"]+)"/.exec(visitor.page.html) ?? [];
    const second = await pressed({ profile: 'citizen', another: known });
    assert.equal(second.size, 1);
    assert.equal(new Set([...first, ...second]).size, 2);
  });

  it('lets somebody with several profiles choose among those it is for', async () => {
    const { visitor } = await signUp(portal);
    const number = newNumber();
    await createProfile(visitor, number);
    const page = await visitor.open('/fr/procedures/event-permit');
    assert.match(text(page.html), /Au nom de qui faites-vous cette démarche/);
    visitor.choose('Brasserie Dubois');
    await visitor.press('Commencer');
    await visitor.follow();
    assert.match(text(visitor.page.html), /Au nom de Brasserie Dubois/);
    const terrace = await visitor.open('/fr/procedures/terrace');
    assert.ok(terrace.html.includes(`<input type="hidden" name="profile" value="${number}">`));
  });

  it('says what is missing to somebody without a profile it is for, and begins nothing', async () => {
    const { visitor } = await signUp(portal);
    const page = await visitor.open('/fr/procedures/terrace');
    assert.match(text(page.html), /au nom d’une organisation dont vous avez le profil/);
    const refused = await visitor.post('/fr/procedures/terrace/drafts', { profile: 'citizen' });
    assert.equal(refused.location, '/fr/procedures/terrace');
  });

  it('asks somebody signed out to sign in, then comes back to the démarche', async () => {
    const visitor = new Visitor(portal);
    await visitor.open('/fr/procedures/event-permit');
    const answer = await visitor.press('Commencer');
    assert.equal(answer.location, `/fr/sign-in?next=${encodeURIComponent('/fr/procedures/event-permit')}`);
  });

  it('says before one begins that identification comes at the end', async () => {
    const { visitor } = await signUp(portal);
    assert.match(text((await visitor.open('/fr/procedures/birth-certificate')).html), /sera demandée à la fin/);
    assert.doesNotMatch(text((await visitor.open('/fr/procedures/event-permit')).html), /sera demandée à la fin/);
  });

  it('is a 404 for a démarche that is none or handled elsewhere, and for the profile of somebody else', async () => {
    const { visitor } = await signUp(portal);
    for (const slug of ['nothing', 'resident-parking-card', '__proto__']) {
      assert.equal((await visitor.post(`/fr/procedures/${slug}/drafts`, { profile: 'citizen' })).status, 404, slug);
    }
    for (const profile of ['', newNumber(), 'king']) {
      assert.equal((await visitor.post(DRAFTS, { profile })).status, 404, profile);
    }
  });

  it('takes no form of another site', async () => {
    const { visitor } = await signUp(portal);
    assert.equal((await visitor.post(DRAFTS, { profile: 'citizen' }, FROM_ANOTHER_SITE)).status, 403);
  });
});
