import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { assertAccessible } from '../../support/chromium/axe.ts';
import { complaintsOf, useChromium } from '../../support/chromium/chromium.ts';
import { OWN_PAGES, PUBLIC_PAGES, profilePages } from '../../support/pages.ts';
import { startPortal, type TestPortal } from '../../support/portal.ts';
import { endOf, sharedProfile } from '../../support/profiles.ts';
import type { Visitor } from '../../support/visitor.ts';

let portal: TestPortal;
let chromium: Browser;
before(async () => {
  portal = await startPortal();
  chromium = await useChromium();
});

const PUBLIC = [...PUBLIC_PAGES, '/faq?q=zzz', '/password-reset/dead', '/email-confirmation/dead', '/nope'];

/** Two thirds of the page: a first name in a box as wide as the page looks unfinished. */
const WIDEST_FIELD_PX = 640;

async function visit(page: Page, addresses: readonly string[]): Promise<void> {
  for (const address of addresses) {
    await page.goto(`${portal.origin}${address}`);
    await assertAccessible(page);
    const widths = await page
      .locator('main :is(.govuk-input, .govuk-textarea, .govuk-select)')
      .evaluateAll((fields) => fields.map((field) => field.getBoundingClientRect().width));
    assert.ok(Math.max(0, ...widths) <= WIDEST_FIELD_PX, `${address}: ${widths}`);
    assert.equal(await page.getByRole('heading', { name: /^(Besoin d’aide|Hulp nodig)/ }).count(), 1, address);
  }
}

/** A wrong form says what is wrong first: the summary has the focus. */
async function submitEmpty(page: Page, address: string): Promise<void> {
  await page.goto(`${portal.origin}${address}`);
  await page.locator('main form button.govuk-button[type=submit]').last().click();
  await page.locator('.govuk-error-summary').waitFor();
  assert.equal(await page.evaluate(() => document.activeElement?.className), 'govuk-error-summary');
  await assertAccessible(page);
}

describe('every page passes axe, without a complaint of the browser', () => {
  const looks = ['fr', 'nl'].flatMap((language) => [320, 1280].map((width) => ({ language, width })));
  for (const { language, width } of looks) {
    it(`in ${language} at ${width} px`, async () => {
      const { number, owner, colleague } = await sharedProfile(portal);
      const request = `/profiles/${number}/access-request`;
      // The longest word a name may hold must not widen a phone.
      const name = `Brasserie ${'Dubois'.repeat(12)}`;
      await owner.visitor.post(`/fr/profiles/${number}/organisation`, { name, kind: 'enterprise', vatLiable: 'no' });
      const end = (await endOf(portal, number, owner)).replace('/fr', '');
      const context = await chromium.newContext({ viewport: { width, height: 800 } });
      const page = await context.newPage();
      const complaints = complaintsOf(page);
      await visit(
        page,
        PUBLIC.map((path) => `/${language}${path}`),
      );
      for (const path of ['/sign-up', '/password-reset']) await submitEmpty(page, `/${language}${path}`);
      const signedInAs = (visitor: Visitor) =>
        context.addCookies([{ name: 'session', value: visitor.cookie('session') ?? '', url: portal.origin }]);
      await signedInAs(colleague.visitor);
      await visit(page, [`/${language}${request}`]);
      await submitEmpty(page, `/${language}${request}`);
      await colleague.visitor.post(`/fr${request}`, { jobTitle: 'treasurer' });
      await visit(page, [`/${language}${request}`, `/${language}/my-space`]);
      await signedInAs(owner.visitor);
      await visit(
        page,
        [...profilePages(number), end].map((path) => `/${language}${path}`),
      );
      await submitEmpty(page, `/${language}${end}`);
      await visit(
        page,
        OWN_PAGES.map((path) => `/${language}${path}`),
      );
      assert.match(page.url(), /closing$/);
      assert.deepEqual(complaints, []);
      await context.close();
    });
  }
});
