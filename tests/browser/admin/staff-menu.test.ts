import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { assertAccessible } from '../../support/chromium/axe.ts';
import { useChromium } from '../../support/chromium/chromium.ts';
import { pageOf } from '../../support/chromium/ways.ts';
import { startPortal, type TestPortal } from '../../support/portal.ts';
import { signInColleague } from '../../support/staff.ts';

let portal: TestPortal;
let chromium: Browser;
before(async () => {
  portal = await startPortal();
  chromium = await useChromium();
});

async function adminPage(width: number) {
  const { visitor: sofia } = await signInColleague(portal, 'administrator');
  const page = await pageOf(chromium, { language: 'fr', width, script: true }, sofia);
  await page.goto(`${portal.origin}/fr/admin`);
  const menu = page.locator('.staff-menu summary');
  return { page, menu, staff: page.getByRole('link', { name: 'Personnel', exact: true }) };
}

describe('the pages of the staff', () => {
  it('are behind one button on a phone, which opens by keyboard', async () => {
    const { page, menu, staff } = await adminPage(320);
    assert.equal(await staff.isVisible(), false);
    const height = await page.locator('.banner').evaluate((banner) => banner.getBoundingClientRect().height);
    assert.ok(height <= 240, `${height} px high`);
    await menu.focus();
    await page.keyboard.press('Enter');
    await staff.waitFor();
    await assertAccessible(page);
    await page.keyboard.press('Tab');
    assert.equal(await page.evaluate('document.activeElement.textContent'), 'À traiter');
    await staff.click();
    assert.equal(new URL(page.url()).pathname, '/fr/admin/staff');
    await page.context().close();
  });

  it('stand open on a wide window, without a button', async () => {
    const { page, menu, staff } = await adminPage(1280);
    assert.equal(await menu.isVisible(), false);
    await staff.click();
    assert.equal(new URL(page.url()).pathname, '/fr/admin/staff');
    await page.context().close();
  });
});
