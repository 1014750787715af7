import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { assertAccessible } from '../../../support/chromium/axe.ts';
import { complaintsOf, useChromium } from '../../../support/chromium/chromium.ts';
import { startPortal, type TestPortal } from '../../../support/portal.ts';
import { signInColleague } from '../../../support/staff.ts';
import { filedEvent, take } from '../../../support/submissions/correction.ts';
import { smallPdf } from '../../../support/submissions/papers.ts';

type Way = { language: 'fr' | 'nl'; width: number; script: boolean };
const WAYS: readonly Way[] = [
  { language: 'fr', width: 1280, script: true },
  { language: 'nl', width: 320, script: false },
];

let portal: TestPortal;
let chromium: Browser;
before(async () => {
  portal = await startPortal();
  chromium = await useChromium();
});

describe('a request corrected while an agent comes', () => {
  for (const way of WAYS) {
    it(`in ${way.language} at ${way.width} px ${way.script ? 'with' : 'without'} script`, async () => {
      const t = portal.app.texts[way.language];
      const { lucie, path } = await filedEvent(portal);
      const { visitor: nadia } = await signInColleague(portal);
      const citizen = await pageOf(way, { name: 'session', value: lucie.cookie('session') ?? '' });
      const complaints = complaintsOf(citizen);
      await citizen.goto(`${portal.origin}/${way.language}${path}`);
      await citizen.getByRole('link', { name: t('submissions:correction.title') }).press('Enter');
      await citizen.locator('#eventName').waitFor();
      await examine(citizen, way);
      await correct(citizen, way);
      assert.match(await citizen.locator('main').innerText(), /Josaphat/);
      await citizen.goto(`${portal.origin}/${way.language}${path}/correction`);
      await citizen.locator('#eventName').fill('Fête du square');
      await take(nadia, path);
      await press(citizen, t('submissions:correction.submit'));
      await examine(citizen, way);
      assert.match(await citizen.locator('#text').inputValue(), /Fête du square/);
      await press(citizen, t('submissions:correction.request.submit'));
      assert.match(await citizen.locator('#timeline + ol').innerText(), /Fête du square/);
      const agent = await pageOf(way, { name: 'staff-session', value: nadia.cookie('staff-session') ?? '' });
      await agent.goto(`${portal.origin}/${way.language}/admin${path}`);
      assert.match(await agent.locator('#corrections').innerText(), /Fête du square/);
      await examine(agent, way);
      assert.deepEqual(complaints, []);
      for (const page of [citizen, agent]) await page.context().close();
    });
  }
});

async function pageOf({ width, script }: Way, cookie: { name: string; value: string }): Promise<Page> {
  const context = await chromium.newContext({ viewport: { width, height: 900 }, javaScriptEnabled: script });
  await context.addCookies([{ ...cookie, url: portal.origin }]);
  const page = await context.newPage();
  return page;
}

/** Another name, another plan beside the first, and the first one leaves. */
async function correct(page: Page, way: Way): Promise<void> {
  const t = portal.app.texts[way.language];
  await page.locator('#eventName').fill('Fête du parc Josaphat');
  const file = { name: 'plan lisible.pdf', mimeType: 'application/pdf', buffer: smallPdf('plan') };
  await page.locator('input[type="file"][name="plan"]').setInputFiles(file);
  if (way.script) await page.getByText('plan lisible.pdf').first().waitFor();
  await page.locator('[name="leaving-plan"]').first().press('Space');
  await press(page, t('submissions:correction.submit'));
  assert.match(await page.locator('main').innerText(), /plan lisible\.pdf/);
}

async function press(page: Page, name: string): Promise<void> {
  const button = page.getByRole('button', { name, exact: true }).locator('visible=true').last();
  await Promise.all([page.waitForEvent('framenavigated'), button.press('Enter')]);
  await page.waitForLoadState();
}

/** Axe is a script itself. */
async function examine(page: Page, { script }: Way): Promise<void> {
  if (script) await assertAccessible(page);
}
