import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { assertAccessible } from '../../support/axe.ts';
import { useChromium } from '../../support/chromium.ts';
import { signUp } from '../../support/journeys.ts';
import { startPortal, type TestPortal } from '../../support/portal.ts';

let portal: TestPortal;
let chromium: Browser;
before(async () => {
  portal = await startPortal();
  chromium = await useChromium();
});

const PUBLIC = [
  '',
  '/faq',
  '/faq?q=zzz',
  '/terms',
  '/privacy',
  '/accessibility',
  '/contact',
  '/sign-in',
  '/sign-up',
  '/password-reset',
  '/password-reset/dead',
  '/email-confirmation/dead',
  '/nope',
];
const OWN = [
  '/my-space',
  '/account',
  '/account/personal-data',
  '/account/email',
  '/account/password',
  '/account/preferences',
  '/account/sessions',
  '/account/data',
  '/account/closing',
];

describe('every page', () => {
  for (const language of ['fr', 'nl']) {
    for (const width of [320, 1280]) {
      it(`passes axe in ${language} at ${width} px, without a complaint of the browser`, async () => {
        const { visitor } = await signUp(portal);
        const context = await chromium.newContext({ viewport: { width, height: 800 } });
        const page = await context.newPage();
        const complaints: string[] = [];
        page.on('console', (message) => {
          if (message.type() === 'error' && !/status of 4\d\d/.test(message.text())) complaints.push(message.text());
        });
        page.on('pageerror', (error) => complaints.push(error.message));
        for (const path of PUBLIC) {
          await page.goto(`${portal.origin}/${language}${path}`);
          await assertAccessible(page);
        }
        await context.addCookies([{ name: 'session', value: visitor.cookie('session') ?? '', url: portal.origin }]);
        for (const path of OWN) {
          const answer = await page.goto(`${portal.origin}/${language}${path}`);
          assert.equal(answer?.status(), 200, path);
          await assertAccessible(page);
        }
        for (const path of ['/sign-up', '/password-reset']) {
          await context.clearCookies();
          await page.goto(`${portal.origin}/${language}${path}`);
          await page.locator('main form button.govuk-button[type=submit]').last().click();
          await page.locator('.govuk-error-summary').waitFor();
          assert.equal(await page.evaluate(() => document.activeElement?.className), 'govuk-error-summary');
          await assertAccessible(page);
        }
        assert.deepEqual(complaints, []);
        await context.close();
      });
    }
  }
});
