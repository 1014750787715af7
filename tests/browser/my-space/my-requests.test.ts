import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import type { Language } from '../../../src/domain/language.ts';
import { SUBMISSION_STATUSES } from '../../../src/features/submissions/submission-status.ts';
import { assertAccessible } from '../../support/chromium/axe.ts';
import { complaintsOf, useChromium } from '../../support/chromium/chromium.ts';
import { startPortal, type TestPortal } from '../../support/portal.ts';
import { type Shared, sharedProfile } from '../../support/profiles.ts';
import { insertSubmission } from '../../support/submissions/submitted.ts';
import { until } from '../../support/until.ts';

let portal: TestPortal;
let chromium: Browser;
let shared: Shared;
before(async () => {
  portal = await startPortal();
  chromium = await useChromium();
  shared = await sharedProfile(portal);
  const { email } = shared.owner.person;
  // The longest word a name may hold must not widen a phone.
  const name = `Brasserie ${'Dubois'.repeat(12)}`;
  const identity = { name, kind: 'enterprise', vatLiable: 'no' };
  await shared.owner.visitor.post(`/fr/profiles/${shared.number}/organisation`, identity);
  for (const status of SUBMISSION_STATUSES) {
    const feeCents = status === 'awaiting-payment' ? 6_000 : 0;
    await insertSubmission(portal.app.db, { email, status, feeCents, dueOn: '2026-12-24' });
    await insertSubmission(portal.app.db, {
      email,
      status,
      feeCents,
      slug: 'terrace',
      enterpriseNumber: shared.number,
    });
  }
  const filedAt = new Date(Date.now() - 40 * 86_400_000);
  for (let count = 0; count < 5; count += 1) await insertSubmission(portal.app.db, { email, filedAt });
});

type Way = { language: Language; width: number; script: boolean };
const WAYS: Way[] = [
  { language: 'fr', width: 1280, script: true },
  { language: 'nl', width: 320, script: true },
  { language: 'fr', width: 320, script: false },
  { language: 'nl', width: 1280, script: false },
];

async function openSpace({ language, width, script }: Way): Promise<Page> {
  const context = await chromium.newContext({ viewport: { width, height: 800 }, javaScriptEnabled: script });
  const value = shared.owner.visitor.cookie('session') ?? '';
  await context.addCookies([{ name: 'session', value, url: portal.origin }]);
  const page = await context.newPage();
  await page.goto(`${portal.origin}/${language}/my-space`);
  return page;
}

describe('« Mes demandes » in a browser', () => {
  for (const way of WAYS) {
    const { language, width, script } = way;
    const t = (key: Parameters<TestPortal['app']['texts']['fr']>[0]) => portal.app.texts[language](key);

    it(`is paged, filtered and cleared in ${language} at ${width} px ${script ? 'with' : 'without'} script`, async () => {
      const page = await openSpace(way);
      const complaints = complaintsOf(page);
      const rows = page.getByRole('table').locator('tbody').getByRole('row');
      const look = async () => (script ? assertAccessible(page) : undefined);
      const listed = (count: number) => until(async () => (await rows.count()) === count, `${count} rows are listed`);
      await look();
      await listed(20);
      await page.getByRole('link', { name: t('web:paging.older') }).click();
      await look();
      await listed(3);
      assert.equal(new URL(page.url()).hash, '#requests', 'the list is in view again');
      await page.getByLabel(t('web:word.status')).selectOption('waiting');
      await page.getByLabel(t('my-space:filter.profile')).selectOption(shared.number);
      await page.getByLabel(t('my-space:filter.words')).fill('TERRAS');
      await page.getByRole('button', { name: t('web:word.filter') }).click();
      await look();
      await listed(2);
      assert.equal(await page.getByLabel(t('web:word.status')).inputValue(), 'waiting');
      await page.getByLabel(t('my-space:filter.words')).fill('zzz');
      await page.getByRole('button', { name: t('web:word.filter') }).click();
      await page.getByText(t('my-space:filter.none')).waitFor();
      await look();
      await page.getByRole('link', { name: t('my-space:filter.clear') }).click();
      await listed(20);
      assert.deepEqual(complaints, []);
      await page.context().close();
    });
  }

  it('is a table on a wide screen; on a phone each row is a card with its headings', async () => {
    const labels = (page: Page) => page.locator('.requests__label').first().isVisible();
    const wide = await openSpace({ language: 'fr', width: 1280, script: true });
    assert.equal(await labels(wide), false);
    const [name, status] = await Promise.all([
      wide.locator('tbody tr').first().locator('th').boundingBox(),
      wide.locator('tbody tr').first().locator('td').nth(1).boundingBox(),
    ]);
    assert.ok(name && status && status.x > name.x + name.width - 1);
    const phone = await openSpace({ language: 'fr', width: 320, script: true });
    assert.equal(await labels(phone), true);
    assert.equal(await phone.getByRole('columnheader').count(), 5, 'the headings are still there to be read aloud');
    await Promise.all([wide.context().close(), phone.context().close()]);
  });

  it('prints its rows without forms and buttons', async () => {
    const page = await openSpace({ language: 'fr', width: 1280, script: true });
    await page.emulateMedia({ media: 'print' });
    assert.equal(await page.locator('tbody tr').first().isVisible(), true);
    for (const hidden of ['.list-filter', '.request-list__ways', 'main .govuk-button', '.next-steps']) {
      assert.equal(await page.locator(hidden).first().isVisible(), false, hidden);
    }
    const colours = await page
      .locator('.requests .govuk-tag')
      .evaluateAll((tags) =>
        tags.map((tag) => `${getComputedStyle(tag).color} ${getComputedStyle(tag).backgroundColor}`),
      );
    assert.deepEqual(
      [...new Set(colours)],
      ['rgb(0, 0, 0) rgba(0, 0, 0, 0)'],
      'each status is readable in black and white',
    );
    await page.context().close();
  });
});
