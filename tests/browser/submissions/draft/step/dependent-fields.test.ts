import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { assertAccessible } from '../../../../support/chromium/axe.ts';
import { complaintsOf, useChromium } from '../../../../support/chromium/chromium.ts';
import { beginDraft, EVENT_STEPS, fillEventPermit } from '../../../../support/drafts/drafts.ts';
import { signUp } from '../../../../support/journeys.ts';
import { startPortal, type TestPortal } from '../../../../support/portal.ts';

let portal: TestPortal;
let chromium: Browser;
before(async () => {
  portal = await startPortal();
  chromium = await useChromium();
});

type Way = { language: 'fr' | 'nl'; width: number; script: boolean };

/** A step of « event-permit », those before it answered. */
async function atStep(step: string, { language, width, script }: Way): Promise<{ page: Page; path: string }> {
  const { visitor } = await signUp(portal);
  const draft = await beginDraft(visitor, 'event-permit');
  await fillEventPermit(visitor, draft, step);
  const context = await chromium.newContext({ viewport: { width, height: 900 }, javaScriptEnabled: script });
  await context.addCookies([{ name: 'session', value: visitor.cookie('session') ?? '', url: portal.origin }]);
  const page = await context.newPage();
  const path = draft.replace('/fr/', `/${language}/`);
  await page.goto(`${portal.origin}${path}/${step}`);
  return { page, path };
}

async function answerKind(page: Page, value: string): Promise<void> {
  await page.locator(`[name="kind"][value="${value}"]`).check();
}

describe('a field that another answer asks for', () => {
  for (const way of [
    { language: 'fr', width: 1280, script: true },
    { language: 'nl', width: 320, script: true },
  ] as const) {
    it(`comes and goes with that answer at once, and keeps its words, in ${way.language} at ${way.width} px`, async () => {
      const { page } = await atStep('event', way);
      const complaints = complaintsOf(page);
      const which = page.locator('[name="otherKind"]');
      assert.equal(await which.isVisible(), false, 'nothing is answered yet');
      await answerKind(page, 'other');
      await which.waitFor({ state: 'visible' });
      await assertAccessible(page);
      await which.fill('Concert de quartier');
      await answerKind(page, 'street-party');
      await which.waitFor({ state: 'hidden' });
      await answerKind(page, 'other');
      assert.equal(await which.inputValue(), 'Concert de quartier');
      assert.deepEqual(complaints, []);
      await page.context().close();
    });
  }

  it('is passed over by the keyboard while it is hidden, and is next once it is there', async () => {
    const { page } = await atStep('event', { language: 'fr', width: 1280, script: true });
    await page.locator('[name="kind"][value="street-party"]').focus();
    await page.keyboard.press('Space');
    const seen = new Set<string>();
    for (let presses = 0; presses < 4; presses += 1) {
      await page.keyboard.press('Tab');
      seen.add(await page.evaluate(() => document.activeElement?.getAttribute('name') ?? ''));
    }
    assert.ok(!seen.has('otherKind'), [...seen].join(', '));
    await page.locator('[name="kind"][value="other"]').focus();
    await page.keyboard.press('Space');
    await page.keyboard.press('Tab');
    assert.equal(await page.evaluate(() => document.activeElement?.getAttribute('name')), 'otherKind');
    await page.context().close();
  });

  it('is asked for by the server without script, and keeps its words while it is hidden', async () => {
    const { page, path } = await atStep('event', { language: 'fr', width: 320, script: false });
    const { kind: _, ...typed } = EVENT_STEPS[1]?.[1]() ?? {};
    for (const [name, value] of Object.entries(typed)) await page.locator(`[name="${name}"]`).fill(value);
    await answerKind(page, 'other');
    const next = page.getByRole('button', { name: 'Suivant', exact: true });
    await next.last().click();
    const which = page.locator('[name="otherKind"]');
    await which.waitFor({ state: 'visible' });
    await which.fill('Concert de quartier');
    await next.last().click();
    await page.waitForURL(/\/safety$/);
    await page.goto(`${portal.origin}${path}/event`);
    await answerKind(page, 'street-party');
    await next.last().click();
    await page.waitForURL(/\/safety$/);
    await page.goto(`${portal.origin}${path}/event`);
    await answerKind(page, 'other');
    assert.equal(await which.inputValue(), 'Concert de quartier', 'the words are still in the draft');
    await page.context().close();
  });
});
