import type { Browser, Locator, Page } from 'playwright-core';
import type { Visitor } from '../visitor.ts';

/** A way through the portal: in which language, on how wide a window, with or without script. */
export type Way = { language: 'fr' | 'nl'; width: number; script: boolean };

/** Opens a page in a browser of its own, with the sessions of a visitor that is signed in. */
export async function pageOf(chromium: Browser, { width, script }: Way, visitor: Visitor | null): Promise<Page> {
  const context = await chromium.newContext({ viewport: { width, height: 900 }, javaScriptEnabled: script });
  for (const name of ['session', 'staff-session']) {
    const value = visitor?.cookie(name);
    if (value !== undefined) await context.addCookies([{ name, value, url: visitor?.portal.origin ?? '' }]);
  }
  const page = await context.newPage();
  return page;
}

/** The last visible button with those words. */
export const buttonOf = (page: Page, name: string): Locator =>
  page.getByRole('button', { name, exact: true }).locator('visible=true').last();

/** Does what leads to another page, and waits for it. */
export async function leave(page: Page, deed: () => Promise<void>): Promise<void> {
  await Promise.all([page.waitForEvent('framenavigated'), deed()]);
  await page.waitForLoadState();
}
