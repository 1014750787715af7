import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { assertAccessible } from '../../support/chromium/axe.ts';
import { complaintsOf, useChromium } from '../../support/chromium/chromium.ts';
import { withPasskeyDevice } from '../../support/chromium/passkey-device.ts';
import { startPortal, type TestPortal } from '../../support/portal.ts';
import { askSetUp, newColleague, STAFF_PASSWORD } from '../../support/staff.ts';

let portal: TestPortal;
let chromium: Browser;
before(async () => {
  portal = await startPortal();
  chromium = await useChromium();
});

describe('an agent', () => {
  it('is set up with a passkey, signs out and signs in with it', async () => {
    const { path } = await askSetUp(portal, newColleague());
    const page = await (await chromium.newContext()).newPage();
    const complaints = complaintsOf(page);
    await withPasskeyDevice(page);
    await page.goto(`${portal.origin}${path}`);
    await assertAccessible(page);
    // A password that is refused makes no passkey: the page says why.
    await page.getByRole('button', { name: 'Activer avec une clé d’accès' }).click();
    await page.getByRole('link', { name: 'Choisissez un mot de passe' }).waitFor();
    await page.getByLabel('Mot de passe', { exact: true }).fill(STAFF_PASSWORD);
    await page.getByLabel('Vérification').fill(STAFF_PASSWORD);
    await page.getByRole('button', { name: 'Activer avec une clé d’accès' }).click();
    await page.getByText('Votre compte est activé').waitFor();
    await page.getByRole('button', { name: 'Se déconnecter' }).click();
    await page.getByText('La session est fermée').waitFor();
    await assertAccessible(page);
    assert.equal(await page.getByText('L’appareil n’a pas répondu').isVisible(), false);
    await page.getByRole('button', { name: 'Se connecter avec une clé d’accès' }).click();
    await page.getByRole('link', { name: 'Nadia Benali' }).click();
    await page.getByRole('link', { name: 'Clés d’accès' }).click();
    await page.getByText('votre seul moyen').waitFor();
    await assertAccessible(page);
    // The same device again: the browser knows, and the page says so.
    assert.equal(await page.getByText('L’appareil n’a pas répondu').isVisible(), false);
    await page.getByLabel('Nom de la clé').fill('PC du bureau');
    await page.getByRole('button', { name: 'Créer la clé d’accès' }).click();
    await page.getByText('L’appareil n’a pas répondu').waitFor();
    assert.deepEqual(
      complaints.filter((complaint) => !/422/.test(complaint)),
      [],
    );
  });
});

describe('without script', () => {
  it('no page of the staff offers a passkey that cannot be had', async () => {
    const page = await (await chromium.newContext({ javaScriptEnabled: false })).newPage();
    await page.goto(`${portal.origin}/nl/admin/sign-in`);
    assert.equal(await page.getByRole('button', { name: 'Aanmelden met een toegangssleutel' }).isVisible(), false);
    assert.equal(await page.getByLabel('Code van 6 cijfers').isVisible(), true);
  });
});
