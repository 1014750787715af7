import assert from 'node:assert/strict';
import type { Browser, Page } from 'playwright-core';
import type { TextKey } from '../../../src/locales/keys.ts';
import { assertAccessible } from '../chromium/axe.ts';
import { complaintsOf } from '../chromium/chromium.ts';
import { buttonOf, leave, pageOf, type Way } from '../chromium/ways.ts';
import type { TestPortal } from '../portal.ts';
import type { Visitor } from '../visitor.ts';

export const CARD_WAYS: readonly Way[] = [
  { language: 'fr', width: 1280, script: true },
  { language: 'nl', width: 320, script: false },
];
export const named = ({ language, width, script }: Way) =>
  `in ${language} at ${width} px ${script ? 'with' : 'without'} script`;

export type Walk = { portal: TestPortal; way: Way; page: Page; t: (key: TextKey) => string };
type Walker = { portal: TestPortal; chromium: Browser; way: Way; visitor: Visitor | null };

/** Walks this way in the browser as the visitor. No page may report an error by the end. */
export async function walk(
  { portal, chromium, way, visitor }: Walker,
  work: (on: Walk) => Promise<void>,
): Promise<void> {
  const page = await pageOf(chromium, way, visitor);
  const complaints = complaintsOf(page);
  await work({ portal, way, page, t: (key) => portal.app.texts[way.language](key) });
  assert.deepEqual(complaints, []);
  await page.context().close();
}

export const inLanguage = (path: string, { language }: Way) => path.replace(/^\/fr\//, `/${language}/`);
export const open = ({ portal, page, way }: Walk, path: string) =>
  page.goto(`${portal.origin}${inLanguage(path, way)}`);
/** The page that leads to FAS and then back to the check page of the draft. */
export const openIdentification = (on: Walk, draft: string) =>
  open(on, `/fr/identification?next=${inLanguage(draft, on.way)}/check&level=2`);

/** Nothing is wider than the window, and axe, which is a script itself, finds nothing. */
export async function look({ page, way }: Walk): Promise<void> {
  const wider = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.equal(wider, 0, `${page.url()} is wider than the window`);
  if (way.script) await assertAccessible(page);
}

export const press = ({ page, t }: Walk, key: TextKey) => leave(page, () => buttonOf(page, t(key)).click());
/** Follows the green link of the page: « M’identifier », « Continuer vers l’identification ». */
export const goOn = ({ page }: Walk) => leave(page, () => page.locator('main a.govuk-button').first().click());
export const atFas = ({ page }: Walk, name: string) => page.getByRole('button', { name, exact: true }).click();
export const sees = ({ page, t }: Walk, key: TextKey) => page.getByText(t(key)).first().waitFor();
