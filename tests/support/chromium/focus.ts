import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { until } from '../until.ts';

/** Throws when nothing shows which control has the focus, or when that control stays out of sight. */
export async function assertFocusShown(page: Page): Promise<void> {
  const inSight = () =>
    page.evaluate(() => {
      const { top, bottom } = document.activeElement?.getBoundingClientRect() ?? new DOMRect();
      return bottom > 0 && top < innerHeight;
    });
  await until(inSight, `${page.url()} to show what has the focus`);
  const { markup, shown } = await page.evaluate(() => {
    const element = document.activeElement as HTMLElement;
    // A box or a choice is drawn before its label.
    const looks = () =>
      [getComputedStyle(element), getComputedStyle(element.nextElementSibling ?? element, '::before')].map(
        ({ outline, boxShadow, backgroundColor }) => `${outline} ${boxShadow} ${backgroundColor}`,
      );
    const focused = String(looks());
    element.blur();
    const shown = focused !== String(looks());
    element.focus({ preventScroll: true });
    return { markup: element.outerHTML.slice(0, 200), shown };
  });
  assert.ok(shown, `${page.url()}: the focus is not shown on ${markup}`);
}

/** Throws unless the focus is on what has those words, which a screen reader then says. */
export async function assertFocusOn(page: Page, words: string): Promise<void> {
  const said = await page.evaluate(() => document.activeElement?.textContent ?? '');
  assert.ok(said.includes(words) && said.length < words.length + 600, `${page.url()}: the focus is on « ${said} »`);
}

/** Throws unless the page is read from its beginning: the first Tab leads to the link that skips the banner. */
export async function assertFocusAtTop(page: Page): Promise<void> {
  assert.equal(await page.evaluate(() => document.activeElement === document.body), true, page.url());
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement?.getAttribute('href')), '#main', page.url());
}
