import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { exportAccount } from '../../../../src/features/own-data/export-account.ts';
import { CARD, countRows, identifyAs, knownNow, startPortalWithFas, tied } from '../../../support/fas/identify.ts';
import { signUp, text } from '../../../support/journeys.ts';
import type { TestPortal } from '../../../support/portal.ts';

let portal: TestPortal;
before(async () => {
  portal = await startPortalWithFas();
});

describe('« Mon identité »', () => {
  it('says that no card is tied to the account, and how to do it', async () => {
    const { visitor } = await signUp(portal);
    await visitor.open('/fr/account');
    assert.ok(visitor.page.html.includes('href="/fr/account/identity"'));
    await visitor.open('/fr/account/identity');
    assert.match(text(visitor.page.html), /n’est lié à aucune carte/);
    assert.doesNotMatch(visitor.page.html, /Délier/);
  });

  it('shows the official names, the masked number, and each identification with its means', async () => {
    const { visitor } = await tied(portal);
    await identifyAs(visitor, 'Lucie Marie Lambert, itsme', { next: '/fr/account/identity' });
    const page = text(visitor.page.html);
    for (const said of [
      /Lucie Marie/,
      /85\.07\.30-\*\*\*\.\*\*/,
      /Première identification/,
      /– itsme/,
      /– carte d’identité/,
    ]) {
      assert.match(page, said);
    }
    assert.doesNotMatch(visitor.page.html, /85\.?07\.?30-?997/);
  });

  it('is untied with the password only, and then holds nothing, also in this session', async () => {
    const { visitor, person } = await tied(portal);
    await visitor.open('/fr/account/identity');
    await visitor.press('Délier mon identité');
    assert.equal(visitor.page.status, 422);
    visitor.fill('Mot de passe actuel', 'not the password');
    await visitor.press('Délier mon identité');
    assert.equal(visitor.page.status, 422);
    assert.notEqual(await knownNow(portal, person), null);
    visitor.fill('Mot de passe actuel', person.password);
    await visitor.press('Délier mon identité');
    assert.equal(visitor.page.location, '/fr/account/identity');
    await visitor.follow();
    assert.match(text(visitor.page.html), /est déliée de votre compte/);
    assert.equal(await knownNow(portal, person), null);
    assert.equal(await countRows(portal, 'identities'), 0);
  });

  it('untied and tied again, is what the card says, and the history stays', async () => {
    const { visitor, person } = await tied(portal);
    await visitor.open('/fr/account/identity');
    visitor.fill('Mot de passe actuel', person.password);
    await visitor.press('Délier mon identité');
    await identifyAs(visitor, CARD, { next: '/fr/account/identity' });
    assert.match(visitor.page.url, /\/confirmation\//);
    await visitor.press('Lier et continuer');
    await visitor.follow();
    assert.equal(text(visitor.page.html).match(/– carte d’identité/g)?.length, 2);
  });

  it('is in the download of one’s data, with the number masked', async () => {
    const { visitor, person } = await tied(portal);
    const { rows } = await portal.app.db.pool.query(
      'select citizens.id, sign_ins.id as sign_in from citizens join sign_ins on citizen_id = citizens.id where email = $1',
      [person.email],
    );
    const actor = { id: rows[0].id, signInId: rows[0].sign_in, network: '' };
    const { identity } = await exportAccount(portal.app, actor);
    assert.equal(identity.identity?.nationalNumber, '85.07.30-***.**');
    assert.equal(identity.identifications.length, 1);
    assert.equal((await visitor.post('/fr/account/data', {})).status, 200);
  });

  it('goes with the account when it is closed', async () => {
    const { visitor, person } = await tied(portal);
    await visitor.open('/fr/account/closing');
    visitor.fill('Mot de passe actuel', person.password);
    await visitor.press('Fermer mon compte définitivement');
    assert.equal(await countRows(portal, 'identities'), 0);
  });

  it('refuses what another site sends', async () => {
    const { visitor, person } = await tied(portal);
    const answer = await visitor.post(
      '/fr/account/identity',
      { currentPassword: person.password },
      { 'sec-fetch-site': 'cross-site' },
    );
    assert.equal(answer.status, 403);
    assert.equal(await countRows(portal, 'identities'), 1);
  });
});
