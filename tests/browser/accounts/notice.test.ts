import assert from 'node:assert/strict';
import { it } from 'node:test';
import { assertAccessible } from '../../support/chromium/axe.ts';
import { useChromium } from '../../support/chromium/chromium.ts';
import { signUp } from '../../support/journeys.ts';
import { startPortal } from '../../support/portal.ts';

it('a success is spoken: its notice has the focus', async () => {
  const portal = await startPortal();
  const chromium = await useChromium();
  const { visitor } = await signUp(portal);
  const context = await chromium.newContext({ locale: 'fr-BE' });
  await context.addCookies([{ name: 'session', value: visitor.cookie('session') ?? '', url: portal.origin }]);
  const page = await context.newPage();
  await page.goto(`${portal.origin}/fr/account/personal-data`);
  await page.getByRole('button', { name: 'Enregistrer' }).click();
  const notice = page.getByRole('alert');
  await notice.waitFor();
  assert.match((await notice.textContent()) ?? '', /enregistrées/);
  assert.equal(await notice.evaluate((element) => element === document.activeElement), true);
  await assertAccessible(page);
});
