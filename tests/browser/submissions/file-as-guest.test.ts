import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { assertAccessible } from '../../support/chromium/axe.ts';
import { complaintsOf, useChromium } from '../../support/chromium/chromium.ts';
import { answerStep, wordsOn } from '../../support/chromium/fill-step.ts';
import { captchaAnswer } from '../../support/journeys.ts';
import { startPortal, type TestPortal } from '../../support/portal.ts';
import { fileInBrowser, openReceipt } from '../../support/submissions/filed-in-browser.ts';
import { STOLEN_CARD } from '../../support/submissions/walks.ts';

let portal: TestPortal;
let chromium: Browser;
before(async () => {
  portal = await startPortal();
  chromium = await useChromium();
});

const WAYS = [
  { language: 'fr', width: 320, script: true },
  { language: 'nl', width: 1280, script: false },
] as const;
type Way = (typeof WAYS)[number];
/** What the check page repeats of the walk. */
const SAID = ['Van den Broeck', 'Gare de Schaerbeek', 'BR.12.L1.001234/2026', '09:30'];

describe('a stolen card, declared by somebody without an account, from « Commencer » to the receipt', () => {
  for (const way of WAYS) {
    it(`in ${way.language} at ${way.width} px ${way.script ? 'with' : 'without'} script`, async () => {
      const { width, script } = way;
      const context = await chromium.newContext({ viewport: { width, height: 900 }, javaScriptEnabled: script });
      const page = await context.newPage();
      const complaints = complaintsOf(page);
      await begin(page, way);
      for (const step of STOLEN_CARD) await answerStep(page, step, { ...way, texts: portal.app.texts });
      const reference = await fileInBrowser(page, { portal, way, said: SAID });
      await openReceipt(page, reference, way);
      const mail = await portal.mailTo('amina@exemple.be', new RegExp(reference));
      assert.equal(mail.language, way.language);
      assert.deepEqual(complaints, []);
      await context.close();
    });
  }
});

/** The page of the démarche says to block the card first; then the captcha. */
async function begin(page: Page, { language, script }: Way): Promise<void> {
  const t = portal.app.texts[language];
  await page.goto(`${portal.origin}/${language}/procedures/identity-card-loss`);
  assert.match(await wordsOn(page), /DOC STOP.*00800 2123 2123/);
  await page.getByRole('button', { name: t('procedures:begin.button') }).click();
  await page.waitForURL(/\/drafts$/);
  if (script) await assertAccessible(page);
  const answer = captchaAnswer(portal, await page.content());
  await page.locator('input[name="captcha"]').fill(answer);
  await page.locator('main form button[type="submit"]').last().click();
  await page.waitForURL(/\/drafts\/.*\/applicant$/);
}
