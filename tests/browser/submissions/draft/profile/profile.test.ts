import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { localDateOf } from '../../../../../src/domain/local-date.ts';
import { loadDefinitions } from '../../../../../src/features/procedures/definitions.ts';
import { assertAccessible } from '../../../../support/chromium/axe.ts';
import { complaintsOf, useChromium } from '../../../../support/chromium/chromium.ts';
import { beginDraft } from '../../../../support/drafts/drafts.ts';
import { signUp } from '../../../../support/journeys.ts';
import { startPortal, type TestPortal } from '../../../../support/portal.ts';
import { createProfile, newNumber } from '../../../../support/profiles.ts';

const closesOn = localDateOf(new Date());
const definitions = loadDefinitions().map((one) => (one.slug === 'event-permit' ? { ...one, closesOn } : one));
let portal: TestPortal;
let chromium: Browser;
before(async () => {
  portal = await startPortal({ definitions });
  chromium = await useChromium();
});

describe('a draft moves to another profile in a real browser', () => {
  for (const [width, javaScriptEnabled] of [
    [320, true],
    [1280, false],
  ] as const) {
    it(`at ${width} px, ${javaScriptEnabled ? 'with' : 'without'} script, and says until when it can be filed`, async () => {
      const { visitor } = await signUp(portal);
      await createProfile(visitor, newNumber());
      const draft = await beginDraft(visitor, 'event-permit', 'citizen');
      const context = await chromium.newContext({
        locale: 'fr-BE',
        javaScriptEnabled,
        viewport: { width, height: 800 },
      });
      await context.addCookies([{ name: 'session', value: visitor.cookie('session') ?? '', url: portal.origin }]);
      const page = await context.newPage();
      const complaints = complaintsOf(page);
      await page.goto(`${portal.origin}${draft}/applicant`);
      await page.getByText(/peut être introduite jusqu’au/).waitFor();
      await page.getByRole('link', { name: 'Changer de profil' }).click();
      await page.waitForURL(/\/profile$/);
      if (javaScriptEnabled) await assertAccessible(page);
      await page.getByLabel('Brasserie Dubois').check();
      await page.getByRole('button', { name: 'Continuer' }).click();
      await page.getByText('Le profil de ce brouillon est changé').waitFor();
      if (javaScriptEnabled) await assertAccessible(page);
      assert.match((await page.locator('.draft-head').textContent()) ?? '', /Au nom de\s+Brasserie Dubois/);
      assert.deepEqual(complaints, []);
      await context.close();
    });
  }
});
