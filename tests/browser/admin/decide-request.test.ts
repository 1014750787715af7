import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { complaintsOf, useChromium } from '../../support/chromium/chromium.ts';
import { startPortal, type TestPortal } from '../../support/portal.ts';
import {
  addColleague,
  addWaitingRequest,
  askSetUp,
  codeOf,
  newColleague,
  STAFF_PASSWORD,
  secretIn,
} from '../../support/staff.ts';

let portal: TestPortal;
let chromium: Browser;
before(async () => {
  portal = await startPortal();
  chromium = await useChromium();
});

async function signInBy(page: Page, person: { email: string; password: string; code: string }): Promise<void> {
  await page.getByLabel('Adresse e-mail').fill(person.email);
  await page.getByLabel('Mot de passe', { exact: true }).fill(person.password);
  await page.getByLabel('Code à 6 chiffres').fill(person.code);
  await page.getByRole('button', { name: 'Se connecter', exact: true }).click();
}

for (const javaScriptEnabled of [true, false]) {
  describe(`Nadia, ${javaScriptEnabled ? 'with' : 'without'} script`, () => {
    it('sets her account up from the link, and decides a request that waits', async () => {
      const name = javaScriptEnabled ? 'Brasserie Dubois' : 'Les Amis du Parc';
      await addWaitingRequest(portal.app.db, { name });
      const { path } = await askSetUp(portal, newColleague());
      const page = await (await chromium.newContext({ javaScriptEnabled })).newPage();
      const complaints = complaintsOf(page);
      await page.goto(`${portal.origin}${path}`);
      assert.equal(await page.getByRole('img', { name: /Code QR/ }).isVisible(), true);
      const secret = secretIn(await page.content());
      await page.getByLabel('Mot de passe', { exact: true }).fill(STAFF_PASSWORD);
      await page.getByLabel('Vérification').fill(STAFF_PASSWORD);
      await page.getByLabel('Code à 6 chiffres').fill(codeOf(portal, { secret }));
      await page.getByRole('button', { name: 'Activer mon compte' }).click();
      await page.getByText('Votre compte est activé').waitFor();
      await page.getByRole('link', { name }).click();
      await page.getByLabel('Refuser').check();
      await page.getByRole('button', { name: 'Enregistrer la décision' }).click();
      await page.getByRole('link', { name: 'Écrivez le motif du refus' }).click();
      assert.equal(await page.getByLabel('Refuser').isChecked(), true);
      await page.getByLabel('Accepter comme gestionnaire').check();
      await page.getByRole('button', { name: 'Enregistrer la décision' }).click();
      await page.getByText('La demande est acceptée').waitFor();
      assert.equal(await page.getByRole('link', { name }).count(), 0);
      await page.getByRole('button', { name: 'Se déconnecter' }).click();
      await page.getByText('La session est fermée').waitFor();
      await page.goto(`${portal.origin}/fr/admin`);
      assert.match(page.url(), /\/fr\/admin\/sign-in\?next=/);
      assert.deepEqual(complaints, []);
    });
  });
}

describe('Sofia, by keyboard alone', () => {
  it('follows the link of the mail, signs in and finds the page she came for', async () => {
    const sofia = await addColleague(portal, 'administrator');
    const { enterpriseNumber } = await addWaitingRequest(portal.app.db);
    const page = await (await chromium.newContext()).newPage();
    await page.goto(`${portal.origin}/fr/admin/organisations/${enterpriseNumber}`);
    await page.getByLabel('Adresse e-mail').focus();
    await page.keyboard.type(sofia.email);
    await page.keyboard.press('Tab');
    await page.keyboard.type(sofia.password);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.type(codeOf(portal, sofia));
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Brasserie Dubois' }).waitFor();
    await page.getByLabel('Contesté').focus();
    await page.keyboard.press('Space');
    await page.keyboard.press('Tab');
    await page.keyboard.type('Plainte reçue');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByText('L’état du profil a changé').waitFor();
    assert.match((await page.locator('dl').textContent()) ?? '', /Contesté/);
  });

  it('comes from a page of another site without signing in again, as a link of a mail does', async () => {
    const sofia = await addColleague(portal, 'administrator');
    const page = await (await chromium.newContext()).newPage();
    await page.goto(`${portal.origin}/fr/admin/sign-in`);
    await signInBy(page, { ...sofia, code: codeOf(portal, sofia) });
    await page.getByRole('heading', { level: 1, name: 'À traiter' }).waitFor();
    await page.goto(`data:text/html,<a href="${portal.origin}/fr/admin">mail</a>`);
    await page.getByRole('link', { name: 'mail' }).click();
    await page.getByRole('heading', { level: 1, name: 'À traiter' }).waitFor();
  });
});
