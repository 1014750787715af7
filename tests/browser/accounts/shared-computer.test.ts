import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { useChromium } from '../../support/chromium/chromium.ts';
import { signUp } from '../../support/journeys.ts';
import { startPortal, type TestPortal } from '../../support/portal.ts';
import { signInColleague } from '../../support/staff.ts';

let portal: TestPortal;
let chromium: Browser;
before(async () => {
  portal = await startPortal();
  chromium = await useChromium();
});

/** A page of a browser that holds this session. The Chromium of the tests keeps no page for its Back button, so what is watched here is its cache; that the cookie expires is watched in `tests/http`. */
async function pageWith(name: string, value = ''): Promise<Page> {
  const context = await chromium.newContext({ locale: 'fr-BE' });
  await context.addCookies([{ name, value, url: portal.origin }]);
  return context.newPage();
}

describe('on a computer that many people use, Back after the end of a session', () => {
  it('shows nothing of the citizen who signed out', async () => {
    const { visitor } = await signUp(portal);
    const page = await pageWith('session', visitor.cookie('session'));
    await page.goto(`${portal.origin}/fr/account`);
    await page.getByRole('button', { name: 'Se déconnecter' }).click();
    await page.waitForURL(/\?left=/);
    await page.goBack();
    assert.match(page.url(), /\/fr\/sign-in/);
    assert.ok(!(await page.content()).includes('Lambert'));
    await page.context().close();
  });

  it('shows nothing of what the staff had opened', async () => {
    const { visitor } = await signInColleague(portal);
    const page = await pageWith('staff-session', visitor.cookie('staff-session'));
    await page.goto(`${portal.origin}/fr/admin`);
    await page.getByRole('button', { name: 'Se déconnecter' }).click();
    await page.waitForURL(/\?left=/);
    await page.goBack();
    assert.match(page.url(), /\/fr\/admin\/sign-in/);
    await page.context().close();
  });
});

it('Back to a sign-up form that was refused shows it again as typed, less the passwords', async () => {
  const page = await chromium.newPage({ locale: 'fr-BE' });
  await page.goto(`${portal.origin}/fr/sign-up`);
  await page.getByLabel('Prénom').fill('Lucie');
  await page.getByLabel('Mot de passe', { exact: true }).fill('cerisier-tram-92-josaphat');
  await page.getByRole('button', { name: 'Créer un compte' }).click();
  await page.getByRole('alert').waitFor();
  await page.getByRole('link', { name: 'Questions fréquentes' }).first().click();
  await page.waitForURL(/\/faq/);
  await page.goBack();
  assert.match(page.url(), /\/fr\/sign-up$/);
  assert.equal(await page.getByLabel('Prénom').inputValue(), 'Lucie');
  await page.getByRole('alert').waitFor();
  assert.equal(await page.getByLabel('Mot de passe', { exact: true }).inputValue(), '');
  await page.close();
});
