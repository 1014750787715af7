import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { insertCommuneChange } from '../../../src/features/commune/commune-changes.repository.ts';
import { readWordmark } from '../../../src/features/commune/read-wordmark.ts';
import { assertAccessible } from '../../support/chromium/axe.ts';
import { complaintsOf, useChromium } from '../../support/chromium/chromium.ts';
import { storeLogo } from '../../support/documents/logo.ts';
import { signUp } from '../../support/journeys.ts';
import { startPortal, type TestPortal } from '../../support/portal.ts';
import { addColleague, signInColleague } from '../../support/staff.ts';

let portal: TestPortal;
let chromium: Browser;
before(async () => {
  portal = await startPortal();
  chromium = await useChromium();
});

/** Sets a logo of that size, as another process would. */
async function set(revision: number, size: { width: number; height: number }): Promise<void> {
  const { app } = portal;
  const { id: staffMemberId } = await addColleague(portal, 'administrator');
  const { wordmark } = await readWordmark(app, await storeLogo(app, size));
  const settings = { ...app.config.commune, wordmark };
  await app.db.transaction((tx) => insertCommuneChange(tx, { revision, settings, reason: 'Charte', staffMemberId }));
  await app.state.settings?.check();
}

const heightOf = (page: Page) => page.locator('.banner').evaluate((banner) => banner.getBoundingClientRect().height);

describe('a logo in the banner, long, square or tall', () => {
  const shapes = [
    { width: 600, height: 100 },
    { width: 88, height: 88 },
    { width: 50, height: 100 },
  ];
  for (const [index, shape] of shapes.entries()) {
    for (const width of [320, 1280]) {
      it(`of ${shape.width} by ${shape.height} keeps it low and whole at ${width} px, for citizens and staff`, async () => {
        if (portal.app.commune.settings.wordmark === null || width === 320) await set(index + 1, shape);
        const context = await chromium.newContext({ viewport: { width, height: 800 } });
        const page = await context.newPage();
        const complaints = complaintsOf(page);
        await page.goto(`${portal.origin}/fr`);
        const logo = page.getByRole('img', { name: 'Schaerbeek · Schaarbeek' });
        const drawn = await logo.evaluate((image: HTMLImageElement) => ({
          whole: image.naturalWidth > 0,
          ...image.getBoundingClientRect().toJSON(),
        }));
        assert.equal(drawn.whole, true);
        assert.ok(drawn.height <= 44 && drawn.right <= width, JSON.stringify(drawn));
        assert.ok((await heightOf(page)) <= 125, `${await heightOf(page)} px high`);
        await assertAccessible(page);
        const cookies = {
          session: (await signUp(portal)).visitor,
          'staff-session': (await signInColleague(portal)).visitor,
        };
        for (const [name, visitor] of Object.entries(cookies)) {
          await context.addCookies([{ name, value: visitor.cookie(name) ?? '', url: portal.origin }]);
        }
        await page.goto(`${portal.origin}/fr/account`);
        assert.ok((await heightOf(page)) <= 140, `${await heightOf(page)} px high`);
        const home = page.locator('.banner').getByRole('link', { name: /Schaerbeek.*Schaarbeek/ });
        assert.equal(await home.count(), 1);
        assert.equal(await page.locator('.wordmark__mark').isVisible(), width === 320, 'on a telephone the mark stays');
        await assertAccessible(page);
        await page.goto(`${portal.origin}/fr/admin`);
        await assertAccessible(page);
        assert.deepEqual(complaints, []);
        await context.close();
      });
    }
  }
});
