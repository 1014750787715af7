import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { useChromium } from '../../support/chromium/chromium.ts';
import { confirmAddress, lucie, signUp } from '../../support/journeys.ts';
import { linkIn, startPortal, type TestPortal } from '../../support/portal.ts';
import { type Account, createProfile, newNumber, sharedProfile } from '../../support/profiles.ts';

let portal: TestPortal;
let chromium: Browser;
before(async () => {
  portal = await startPortal();
  chromium = await useChromium();
});

async function pageOf({ visitor }: Account, options: { width: number; script: boolean }): Promise<Page> {
  const viewport = { width: options.width, height: 900 };
  const context = await chromium.newContext({ viewport, javaScriptEnabled: options.script });
  await context.addCookies([{ name: 'session', value: visitor.cookie('session') ?? '', url: portal.origin }]);
  const page = await context.newPage();
  return page;
}

describe('a colleague joins a profile', () => {
  for (const options of [
    { width: 1280, script: true },
    { width: 320, script: false },
  ]) {
    const how = `${options.width} px ${options.script ? 'with' : 'without'} script`;
    it(`by asking, and the manager accepts from Mon espace, at ${how}`, async () => {
      const { number, owner, colleague } = await sharedProfile(portal);
      const jan = await pageOf(colleague, options);
      await jan.goto(`${portal.origin}/fr/profiles/new/enterprise`);
      await jan.getByLabel('N° BCE', { exact: true }).fill(number);
      await jan.getByLabel('J’accepte les conditions générales d’accès').check();
      await jan.getByRole('button', { name: 'Suivant' }).click();
      await jan.getByRole('heading', { name: 'Un profil existe déjà pour ce numéro' }).waitFor();
      await jan.getByLabel('Trésorier ou trésorière').check();
      await jan.getByRole('button', { name: 'Demander l’accès' }).click();
      await jan.getByText('Attend la réponse des gestionnaires').waitFor();
      const paula = await pageOf(owner, options);
      await paula.goto(`${portal.origin}/fr/my-space`);
      await paula.getByRole('link', { name: 'Répondre (Jan Peeters)' }).click();
      await paula.getByRole('button', { name: 'Accepter comme membre – demande reçue, Jan Peeters' }).click();
      await paula.getByText('La demande est acceptée.').waitFor();
      await jan.goto(`${portal.origin}/fr/my-space`);
      await jan.locator('.profile--enterprise summary').click();
      await jan.getByRole('button', { name: 'Brasserie Dubois' }).click();
      assert.equal(await jan.locator('.profile--enterprise .profile__name').textContent(), 'Brasserie Dubois');
      await Promise.all([jan.context().close(), paula.context().close()]);
    });
  }

  it('by the link of an invitation, and leaves again with the keyboard alone', async () => {
    const number = newNumber();
    const owner = await signUp(portal);
    await confirmAddress(owner.visitor, owner.person);
    await createProfile(owner.visitor, number);
    const person = lucie({ firstName: 'Jan', lastName: 'Peeters' });
    await owner.visitor.post(`/fr/profiles/${number}/members/invite`, { email: person.email, role: 'member' });
    const link = linkIn(await portal.mailTo(person.email, /vous invite/));
    const colleague = await signUp(portal, person);
    await confirmAddress(colleague.visitor, person);
    const page = await pageOf(colleague, { width: 1280, script: true });
    await page.goto(link);
    await page.getByLabel('Membre du personnel').focus();
    await page.keyboard.press('Space');
    await page.keyboard.press('Enter');
    await page.getByText('Vous avez rejoint le profil.').waitFor();
    await page.getByRole('link', { name: 'Membres', exact: true }).last().focus();
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: 'Quitter ce profil…' }).focus();
    await page.keyboard.press('Enter');
    await page.getByLabel('Tout de suite').focus();
    await page.keyboard.press('Space');
    await page.getByRole('button', { name: 'Quitter ce profil' }).focus();
    await page.keyboard.press('Enter');
    await page.getByText('L’accès a pris fin.').waitFor();
    assert.match(page.url(), /\/fr\/my-space$/);
    await page.context().close();
  });
});
