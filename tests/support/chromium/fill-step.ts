import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import type { App } from '../../../src/app.ts';
import { smallPdf } from '../submissions/papers.ts';
import type { Step, Typed } from '../submissions/walks.ts';
import { assertAccessible } from './axe.ts';

type Way = { language: 'fr' | 'nl'; script: boolean; texts: App['texts'] };

/** Fills in a step of a form as a person does, and goes on with « Suivant ». */
export async function answerStep(page: Page, { id, typed, papers = {} }: Step, { language, script, texts }: Way) {
  const t = texts[language];
  assert.match(page.url(), new RegExp(`/${id}$`), `${id} is next: ${await errorsOn(page)}`);
  for (const [name, values] of Object.entries(typed)) await fill(page, name, values);
  for (const [field, count] of Object.entries(papers)) {
    const files = Array.from({ length: count }, (_, index) => ({
      name: `${field} (${index + 1}) é.pdf`,
      mimeType: 'application/pdf',
      buffer: smallPdf(`${field} ${index + 1}`),
    }));
    await page.locator(`input[type="file"][name="${field}"]`).setInputFiles(files);
  }
  if (script) await assertAccessible(page);
  const here = page.url();
  const next = page
    .getByRole('button', { name: t('web:word.next'), exact: true })
    .locator('visible=true')
    .last();
  await Promise.all([page.waitForEvent('framenavigated'), next.click()]);
  await page.waitForLoadState();
  assert.notEqual(page.url(), here, `${id} is refused: ${await errorsOn(page)}`);
  if (script) await assertAccessible(page);
}

async function fill(page: Page, name: string, values: Typed[string]): Promise<void> {
  const controls = page.locator(`[name="${name}"]:not([type="hidden"])`);
  const kind = await controls.first().evaluate((one) => (one instanceof HTMLInputElement ? one.type : one.tagName));
  for (const value of [values].flat()) {
    if (kind === 'radio' || kind === 'checkbox') await page.locator(`[name="${name}"][value="${value}"]`).check();
    else if (kind === 'SELECT') await controls.selectOption(value);
    else await controls.fill(value);
  }
}

/** Returns the text of the page as a person reads it, with each space as a plain one. */
export async function wordsOn(page: Page): Promise<string> {
  return (await page.locator('main').innerText()).replace(/\s+/g, ' ');
}

/** Returns the texts of the summary of errors; none where there is none. */
export async function errorsOn(page: Page): Promise<string> {
  return (await page.locator('.govuk-error-summary').allInnerTexts()).join(' ');
}
