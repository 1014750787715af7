import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { ownerDatabase } from '../../../support/database.ts';
import { signUp, text } from '../../../support/journeys.ts';
import { importSample } from '../../../support/kbo.ts';
import { startPortal, type TestPortal } from '../../../support/portal.ts';
import { beginProfile, newNumber } from '../../../support/profiles.ts';
import { assertAsksToSignIn, FROM_ANOTHER_SITE } from '../../../support/refusals.ts';

let portal: TestPortal;
before(async () => {
  portal = await startPortal();
  await importSample(ownerDatabase(portal.databaseUrl));
});

const BRASSERIE = '1999000150';
const AMIS = '1999000249';
const PERSON = '1999000447';

describe('the register, when it knows the number', () => {
  it('proposes name and legal form, and agrees with the type', async () => {
    const { visitor } = await signUp(portal);
    await beginProfile(visitor, BRASSERIE);
    const { html } = await visitor.follow();
    assert.match(html, /name="name" type="text" value="Brasserie Dubois"/);
    assert.match(html, /value="enterprise" checked/);
    assert.match(html, /<option value="private-limited-company" selected>/);
    assert.ok(!text(html).includes('D’après le registre'));
  });

  it('knows a natural person as an enterprise', async () => {
    const { visitor } = await signUp(portal);
    await beginProfile(visitor, PERSON, 'association');
    const { html } = await visitor.follow();
    assert.match(html, /<option value="natural-person" selected>/);
    assert.match(text(html), /D’après le registre, ce numéro est celui d’une entreprise/);
  });

  it('warns when the type chosen disagrees, again after it was confirmed, and lets one go on', async () => {
    const { visitor } = await signUp(portal);
    await beginProfile(visitor, AMIS);
    const { html } = await visitor.follow();
    assert.match(text(html), /D’après le registre, ce numéro est celui d’une association/);
    assert.match(html, /value="enterprise" checked/);
    const identity = visitor.page.url;
    const incomplete = await visitor.post(identity, { name: 'Les Amis du Parc', kind: 'enterprise' });
    assert.equal(incomplete.status, 422);
    assert.match(text(incomplete.html), /celui d’une association/);
    await visitor.post(identity, { name: 'Les Amis du Parc', kind: 'enterprise', vatLiable: 'no' });
    const last = await visitor.follow();
    assert.match(text(last.html), /celui d’une association/);
    assert.ok(last.html.includes(identity));
    assert.equal(
      (await visitor.post(visitor.page.url, { jobTitle: 'chair' })).location,
      `/fr/profiles/${AMIS}/contact`,
    );
  });

  it('keeps what was answered over what it proposes', async () => {
    const { visitor } = await signUp(portal);
    await beginProfile(visitor, '1999000348');
    const identity = (await visitor.follow()).url;
    await visitor.post(identity, { name: 'Chez nous', kind: 'enterprise', vatLiable: 'yes', legalForm: '' });
    const { html } = await visitor.open(identity);
    assert.match(html, /value="Chez nous"/);
    assert.match(html, /<option value="" selected>/);
  });
});

describe('without the register', () => {
  it('nothing is proposed but the type begun with, and everything works', async () => {
    const { visitor } = await signUp(portal);
    await beginProfile(visitor, newNumber(), 'association');
    const { html } = await visitor.follow();
    assert.match(html, /value="association" checked/);
    assert.match(html, /<option value="" selected>/);
  });

  it('going back to step 1 finds the number again, and repeats nothing else', async () => {
    const { visitor } = await signUp(portal);
    const number = newNumber();
    await beginProfile(visitor, number);
    const { html } = await visitor.follow();
    const [, back = ''] = /govuk-back-link" href="([^"]+)"/.exec(html) ?? [];
    assert.match((await visitor.open(back)).html, new RegExp(`value="${number.slice(0, 4)}\\.`));
    assert.ok(!(await visitor.open('/fr/profiles/new/enterprise?number=85.07.30-033.28')).html.includes('value="85'));
  });
});

describe('the details of a new profile', () => {
  it('lets no step be jumped, and no draft be read by somebody else', async () => {
    const { visitor } = await signUp(portal);
    await beginProfile(visitor, newNumber());
    const identity = visitor.page.location ?? '';
    const last = identity.replace('identity', 'responsibilities');
    assert.equal((await visitor.open(last)).location, identity);
    assert.equal((await visitor.post(last, { jobTitle: 'director' })).location, identity);
    const { visitor: stranger } = await signUp(portal);
    assert.equal((await stranger.open(identity)).status, 404);
    assert.equal((await visitor.open('/fr/profiles/new/club')).status, 404);
  });

  it('are given with the button of the page, and refused with the remedy when one is missing', async () => {
    const { visitor } = await signUp(portal);
    await beginProfile(visitor, newNumber());
    const path = (await visitor.follow()).url;
    visitor.fill('Nom de l’entreprise ou de l’association', ' ');
    const refused = await visitor.press('Suivant');
    assert.equal(refused.status, 422);
    for (const field of ['name', 'vatLiable']) assert.ok(refused.html.includes(`href="#${field}"`), field);
    await visitor.open(path);
    visitor.fill('Nom de l’entreprise ou de l’association', 'Brasserie Dubois').choose('Oui');
    assert.equal((await visitor.press('Suivant')).location, path.replace('identity', 'responsibilities'));
  });

  it('are for somebody signed in, from this site only', async () => {
    const { visitor } = await signUp(portal);
    await beginProfile(visitor, newNumber());
    const path = (await visitor.follow()).url;
    await assertAsksToSignIn(portal, path);
    visitor.fill('Nom de l’entreprise ou de l’association', 'Brasserie Dubois').choose('Oui');
    assert.equal((await visitor.press('Suivant', FROM_ANOTHER_SITE)).status, 403);
    assert.equal((await visitor.open(path.replace('identity', 'responsibilities'))).location, path);
  });
});
