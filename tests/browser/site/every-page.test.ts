import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { LOOKS, type Look } from '../../support/chromium/axe.ts';
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

async function visit({ page, judge }: Look, addresses: readonly string[]): Promise<void> {
  for (const address of addresses) {
    await page.goto(`${portal.origin}${address}`);
    await judge(page);
    // One question to the page: each locator would first load the script of Playwright into it.
    const { widths, headings } = await page.evaluate(() => ({
      widths: [...document.querySelectorAll('main :is(.govuk-input, .govuk-textarea, .govuk-select)')].map(
        (field) => field.getBoundingClientRect().width,
      ),
      headings: [...document.querySelectorAll('h2')].map((heading) => heading.textContent.trim()),
    }));
    assert.ok(Math.max(0, ...widths) <= WIDEST_FIELD_PX, `${address}: ${widths}`);
    assert.equal(headings.filter((words) => /^(Besoin d’aide|Hulp nodig)/.test(words)).length, 1, address);
  }
}

/** A wrong form says what is wrong first: the summary has the focus. */
async function submitEmpty({ page, judge }: Look, address: string): Promise<void> {
  await page.goto(`${portal.origin}${address}`);
  await page.locator('main form button.govuk-button[type=submit]').last().click();
  await page.locator('.govuk-error-summary').waitFor();
  assert.equal(await page.evaluate(() => document.activeElement?.className), 'govuk-error-summary');
  await judge(page);
}

describe('every page passes axe, without a complaint of the browser', () => {
  for (const { language, width, judge } of LOOKS) {
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
      const look = { page, judge };
      await visit(
        look,
        PUBLIC.map((path) => `/${language}${path}`),
      );
      for (const path of ['/sign-up', '/password-reset']) await submitEmpty(look, `/${language}${path}`);
      const signedInAs = (visitor: Visitor) =>
        context.addCookies([{ name: 'session', value: visitor.cookie('session') ?? '', url: portal.origin }]);
      await signedInAs(colleague.visitor);
      await visit(look, [`/${language}${request}`]);
      await submitEmpty(look, `/${language}${request}`);
      await colleague.visitor.post(`/fr${request}`, { jobTitle: 'treasurer' });
      await visit(look, [`/${language}${request}`, `/${language}/my-space`]);
      await signedInAs(owner.visitor);
      await visit(
        look,
        [...profilePages(number), end].map((path) => `/${language}${path}`),
      );
      await submitEmpty(look, `/${language}${end}`);
      await visit(
        look,
        OWN_PAGES.map((path) => `/${language}${path}`),
      );
      assert.match(page.url(), /closing$/);
      assert.deepEqual(complaints, []);
      await context.close();
    });
  }
});
