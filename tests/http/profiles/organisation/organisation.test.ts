import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { changeOrganisationState } from '../../../../src/features/profiles/organisation/change-organisation-state.ts';
import { text } from '../../../support/journeys.ts';
import { startPortal, type TestPortal } from '../../../support/portal.ts';
import { letIn, sharedProfile } from '../../../support/profiles.ts';
import { assertAsksToSignIn, assertIsNotThere, FROM_ANOTHER_SITE } from '../../../support/refusals.ts';

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
    assert.match(text(page.html), /Nom Brasserie Dubois.*Seul un gestionnaire peut changer ces données/);
    assert.ok(!page.html.includes('name="vatLiable"'));
    assert.equal((await shared.colleague.visitor.post(path, changed)).status, 404);
  });

  it('belong to the commune once it has checked them: the page says whom to call', async () => {
    const { number, owner } = await sharedProfile(portal);
    const path = `/fr/profiles/${number}/organisation`;
    const state = { enterpriseNumber: number, from: 'claimed', state: 'verified', by: { kind: 'commune' } } as const;
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

describe('the pages of a profile', () => {
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

describe('the page of an organisation', () => {
  it('corrects with its button, for somebody signed in and from this site only', async () => {
    const { number, owner, colleague } = await sharedProfile(portal);
    const path = `/fr/profiles/${number}/organisation`;
    await assertAsksToSignIn(portal, path);
    await assertIsNotThere(colleague.visitor, path, changed);
    const { visitor } = owner;
    await visitor.open(path);
    visitor.fill('Nom de l’entreprise ou de l’association', 'Chez Dubois');
    assert.equal((await visitor.press('Enregistrer', FROM_ANOTHER_SITE)).status, 403);
    assert.match((await visitor.open(path)).html, /value="Brasserie Dubois"/);
    visitor.fill('Nom de l’entreprise ou de l’association', 'Chez Dubois');
    assert.equal((await visitor.press('Enregistrer')).location, path);
    assert.match((await visitor.open(path)).html, /value="Chez Dubois"/);
  });
});
