import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import type { Language } from '../../../src/domain/language.ts';
import { assertAccessible } from '../../support/chromium/axe.ts';
import { useChromium } from '../../support/chromium/chromium.ts';
import { signUp } from '../../support/journeys.ts';
import { startPortal, type TestPortal } from '../../support/portal.ts';

let portal: TestPortal;
let chromium: Browser;
before(async () => {
  portal = await startPortal();
  chromium = await useChromium();
});

type Walk = {
  language: Language;
  width: number;
  script: boolean;
  kind: 'enterprise' | 'association';
  number: string;
  name: string;
};
const WALKS: Walk[] = [
  { language: 'fr', width: 1280, script: true, kind: 'enterprise', number: '1999.000.150', name: 'Brasserie Dubois' },
  { language: 'fr', width: 320, script: false, kind: 'association', number: '1999 000 249', name: 'Les Amis du Parc' },
  { language: 'nl', width: 320, script: true, kind: 'association', number: 'BE 1999000348', name: 'De Vrienden' },
  { language: 'nl', width: 1280, script: false, kind: 'enterprise', number: '1999000447', name: 'Bakkerij Jan' },
];

async function arrive({ language, width, script }: Walk): Promise<Page> {
  const { visitor } = await signUp(portal);
  const context = await chromium.newContext({ viewport: { width, height: 900 }, javaScriptEnabled: script });
  await context.addCookies([{ name: 'session', value: visitor.cookie('session') ?? '', url: portal.origin }]);
  const page = await context.newPage();
  await page.goto(`${portal.origin}/${language}/my-space`);
  return page;
}

describe('the last answer of the FAQ, step by step', () => {
  for (const walk of WALKS) {
    const how = walk.script ? 'with script' : 'without script';
    it(`creates the ${walk.kind} « ${walk.name} » in ${walk.language} at ${walk.width} px ${how}`, async () => {
      const page = await arrive(walk);
      const t = portal.app.texts[walk.language];
      const press = async (name: string) => {
        await page.getByRole('button', { name, exact: true }).click();
        if (walk.script) await assertAccessible(page);
      };
      await page.locator(`.profile--${walk.kind} summary`).focus();
      await page.keyboard.press('Enter');
      if (walk.script) await assertAccessible(page);
      if (walk.script) {
        await page.keyboard.press('Escape');
        assert.equal(await page.locator('details.profile[open]').count(), 0);
        await page.keyboard.press('Enter');
      }
      await page.getByRole('link', { name: t(`profiles:banner.create.${walk.kind}`) }).click();
      await page.getByText(t('profiles:underWay')).waitFor();
      await page.getByLabel(t('profiles:field.enterpriseNumber'), { exact: true }).fill(walk.number);
      await page.getByLabel(t('profiles:field.acceptTerms')).check();
      await press(t('web:word.next'));
      await page.getByLabel(t('profiles:field.name')).fill(walk.name);
      await page.getByLabel(t(`profiles:kind.${walk.kind}`), { exact: true }).check();
      await page.getByLabel(t('web:word.no'), { exact: true }).check();
      await press(t('web:word.next'));
      await page.getByLabel(t('profiles:jobTitle.director'), { exact: true }).check();
      await press(t('profiles:create'));
      await page.getByText(t('profiles:notice.profile-created')).waitFor();
      assert.match(page.url(), /\/profiles\/1999000\d{3}\/contact$/);
      assert.equal(await page.locator(`.profile--${walk.kind} .profile__name`).textContent(), walk.name);
      await page.getByLabel(t('profiles:field.mobile')).fill('+320470123456');
      await press(t('web:word.save'));
      assert.equal(await page.getByLabel(t('profiles:field.mobile')).inputValue(), '0470 12 34 56');
      await page.goto(page.url().replace('contact', 'members'));
      if (walk.script) await assertAccessible(page);
      await page.context().close();
    });
  }
});
