import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { changeOrganisationState } from '../../../../src/features/profiles/organisation/change-organisation-state.ts';
import { text } from '../../../support/journeys.ts';
import { startPortal, type TestPortal } from '../../../support/portal.ts';
import { letIn, sharedProfile } from '../../../support/profiles.ts';

let portal: TestPortal;
before(async () => {
  portal = await startPortal();
});

const changed = { name: 'Brasserie Dubois & Fils', kind: 'enterprise', vatLiable: 'no', legalForm: 'cooperative' };

describe('the details of an organisation', () => {
  it('are corrected by a manager, everywhere at once, and the history says by whom', async () => {
    const { number, owner } = await sharedProfile(portal);
    const path = `/fr/profiles/${number}/organisation`;
    assert.match((await owner.visitor.open(path)).html, /value="Brasserie Dubois"/);
    assert.equal((await owner.visitor.post(path, changed)).location, path);
    await owner.visitor.follow();
    assert.match(owner.visitor.page.html, /class="success"/);
    assert.match(owner.visitor.page.html, /profile__name">Brasserie Dubois &amp; Fils</);
    assert.match(owner.visitor.page.html, /<option value="cooperative" selected>/);
    const history = await owner.visitor.open(`/fr/profiles/${number}/history`);
    assert.match(text(history.html), /Paula Dubois a changé les données de l’organisation : nom, TVA, forme juridique/);
  });

  it('are refused with the remedy when a part is missing or made up', async () => {
    const { number, owner } = await sharedProfile(portal);
    const path = `/fr/profiles/${number}/organisation`;
    const page = await owner.visitor.post(path, { name: ' ', legalForm: 'club' });
    assert.equal(page.status, 422);
    for (const field of ['name', 'kind', 'vatLiable', 'legalForm']) assert.ok(page.html.includes(`href="#${field}"`));
    assert.match((await owner.visitor.open(path)).html, /value="Brasserie Dubois"/);
  });

  it('are read by a member, who cannot change them', async () => {
    const shared = await sharedProfile(portal);
    await letIn(shared, 'member');
    const path = `/fr/profiles/${shared.number}/organisation`;
    const page = await shared.colleague.visitor.open(path);
    assert.match(text(page.html), /Nom Brasserie Dubois.*Seul un gestionnaire change ces données/);
    assert.ok(!page.html.includes('name="vatLiable"'));
    assert.equal((await shared.colleague.visitor.post(path, changed)).status, 404);
  });

  it('belong to the commune once it has checked them: the page says whom to call', async () => {
    const { number, owner } = await sharedProfile(portal);
    const path = `/fr/profiles/${number}/organisation`;
    const state = { enterpriseNumber: number, from: 'claimed', state: 'verified' } as const;
    assert.equal(await portal.app.db.transaction((tx) => changeOrganisationState(tx, state)), true);
    assert.equal(await portal.app.db.transaction((tx) => changeOrganisationState(tx, state)), false);
    await portal.mailTo(owner.person.email, /est vérifié/);
    const page = await owner.visitor.open(path);
    assert.match(text(page.html), /Vérifié par la commune.*Pour les changer, appelez-nous/);
    await owner.visitor.post(path, changed);
    assert.ok(!(await owner.visitor.open(path)).html.includes('Fils'));
    const history = await owner.visitor.open(`/fr/profiles/${number}/history`);
    assert.match(text(history.html), /État du profil : Vérifié par la commune la commune/);
  });
});

describe('one’s own function', () => {
  it('can be changed, and the contact page recalls it', async () => {
    const { number, owner } = await sharedProfile(portal);
    await owner.visitor.open(`/fr/profiles/${number}/contact`);
    const path = `/fr/profiles/${number}/job-title`;
    assert.ok(owner.visitor.page.html.includes(path));
    assert.match((await owner.visitor.open(path)).html, /value="director" checked/);
    assert.equal((await owner.visitor.post(path, { jobTitle: 'emperor' })).status, 422);
    assert.equal((await owner.visitor.post(path, { jobTitle: 'chair' })).location, `/fr/profiles/${number}/contact`);
    assert.match(text((await owner.visitor.follow()).html), /Votre fonction Président ou présidente/);
    const history = await owner.visitor.open(`/fr/profiles/${number}/history`);
    assert.match(text(history.html), /Nouvelle fonction de Paula Dubois : Président ou présidente/);
  });
});

describe('the pages of a profile', () => {
  it('say for whom one acts elsewhere, and switch without leaving the page', async () => {
    const { number, owner } = await sharedProfile(portal);
    await owner.visitor.post('/fr/active-profile', { profile: 'citizen' });
    const path = `/fr/profiles/${number}/contact`;
    const page = await owner.visitor.open(path);
    assert.match(
      text(page.html),
      /Cette page concerne Brasserie Dubois. En ce moment, vous agissez pour vous-même, comme citoyen/,
    );
    assert.equal((await owner.visitor.press('Agir pour Brasserie Dubois')).location, path);
    assert.ok(!text((await owner.visitor.follow()).html).includes('Cette page concerne'));
  });

  it('lead to each other', async () => {
    const { number, owner } = await sharedProfile(portal);
    const page = await owner.visitor.open(`/fr/profiles/${number}/members`);
    for (const other of ['contact', 'organisation', 'history']) {
      assert.ok(page.html.includes(`href="/fr/profiles/${number}/${other}"`));
    }
  });

  it('never switch to an address elsewhere', async () => {
    const { number, owner } = await sharedProfile(portal);
    for (const next of ['https://evil.example', '//evil.example', '/\\evil.example']) {
      assert.equal(
        (await owner.visitor.post('/fr/active-profile', { profile: number, next })).location,
        '/fr/my-space',
      );
    }
  });
});
