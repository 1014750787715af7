import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { assertAccessible } from '../../../support/chromium/axe.ts';
import { complaintsOf, useChromium } from '../../../support/chromium/chromium.ts';
import { buttonOf, pageOf, type Way } from '../../../support/chromium/ways.ts';
import { logo } from '../../../support/documents/logo.ts';
import { startPortal, type TestPortal } from '../../../support/portal.ts';
import { signInColleague } from '../../../support/staff.ts';

const WAYS: readonly (Way & { brand: string })[] = [
  { language: 'fr', width: 1280, script: true, brand: '#7a1f3d' },
  { language: 'nl', width: 320, script: false, brand: '#1f4d3a' },
];
let portal: TestPortal;
let chromium: Browser;
before(async () => {
  portal = await startPortal();
  chromium = await useChromium();
});

const colourOf = (page: Page, selector: string) =>
  page
    .locator(selector)
    .first()
    .evaluate((drawn) => getComputedStyle(drawn).backgroundColor);
const asRgb = (colour: string) =>
  `rgb(${[1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16)).join(', ')})`;

describe('an administrator gives the portal its colours and its logo', () => {
  for (const { brand, ...way } of WAYS) {
    it(`in ${way.language} at ${way.width} px, ${way.script ? 'with' : 'without'} script`, async () => {
      const t = portal.app.texts[way.language];
      const { visitor } = await signInColleague(portal, 'administrator');
      const page = await pageOf(chromium, way, visitor);
      const complaints = complaintsOf(page);
      await page.goto(`${portal.origin}/${way.language}/admin/settings`);
      await page.getByLabel(t('commune:brandColour')).fill('#ffcc00');
      await buttonOf(page, t('commune:look')).click();
      await page.locator('.govuk-error-summary a[href="#brandColour"]').waitFor();
      if (way.script) await assertAccessible(page);
      await page.getByLabel(t('commune:brandColour')).fill(brand);
      const picture = await logo({ colour: brand });
      const buffer = Buffer.from(await picture.arrayBuffer());
      await page.getByLabel(t('commune:picture')).setInputFiles({ name: 'logo.png', mimeType: 'image/png', buffer });
      await buttonOf(page, t('commune:look')).click();
      await page.getByText(t('commune:look.told')).waitFor();
      assert.equal(await colourOf(page, '.colours-sample__banner'), asRgb(brand));
      if (way.script) await assertAccessible(page);
      await page.locator('#reason').fill('Charte');
      await buttonOf(page, t('admin:procedures.submit')).click();
      await page.getByText(t('commune:notice.changed')).waitFor();
      await page.goto(`${portal.origin}/${way.language}`);
      assert.equal(await colourOf(page, '.banner'), asRgb(brand));
      const shown = page.getByRole('img', { name: 'Schaerbeek · Schaarbeek' });
      assert.ok(await shown.evaluate((image: HTMLImageElement) => image.naturalWidth > 0));
      if (way.script) await assertAccessible(page);
      assert.deepEqual(complaints, []);
      await page.context().close();
    });
  }
});
