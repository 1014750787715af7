import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { assertAccessible } from '../chromium/axe.ts';
import { errorsOn, wordsOn } from '../chromium/fill-step.ts';
import type { TestPortal } from '../portal.ts';

type Way = { language: 'fr' | 'nl'; script: boolean };
type Filing = { portal: TestPortal; way: Way; said: readonly string[] };

/**
 * Reads on the check page what is to be said there, ticks each declaration and files. Returns the reference as it is
 * written on the page of the request.
 */
export async function fileInBrowser(page: Page, { portal, way, said }: Filing): Promise<string> {
  const t = portal.app.texts[way.language];
  assert.match(page.url(), /\/check$/, await errorsOn(page));
  const shown = await wordsOn(page);
  for (const words of said) assert.ok(shown.includes(words), `« ${words} » is on the check page`);
  for (const box of await page.locator('input[name="declaration"]').all()) await box.check();
  await page.getByRole('button', { name: t('submissions:check.filing') }).click();
  await page.waitForURL(/\/submissions\//);
  if (way.script) await assertAccessible(page);
  const [, reference = ''] = /\/submissions\/(\d{2}-\d{7}-\d{2})$/.exec(page.url()) ?? [];
  assert.notEqual(reference, '', page.url());
  assert.ok((await wordsOn(page)).includes(reference));
  return reference;
}

/** Downloads the receipt from the page of the request. */
export async function openReceipt(page: Page, reference: string, { language }: Way): Promise<void> {
  const download = page.waitForEvent('download');
  await page.locator(`a[href="/${language}/submissions/${reference}/receipt.pdf"]`).first().click();
  const receipt = await readFile(await (await download).path());
  assert.equal(receipt.subarray(0, 5).toString(), '%PDF-');
  assert.ok(receipt.includes(`/Lang (${language}`), 'the receipt says its language');
}
