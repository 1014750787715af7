import type { Locator, Page } from 'playwright-core';
import { assertFocusShown } from './focus.ts';
import { leave } from './ways.ts';

/** The acts of a person on the controls of a page. */
export type Hands = {
  fill(field: Locator, words: string): Promise<void>;
  choose(control: Locator): Promise<void>;
  /** Follows a link or presses a button, and waits for the page it leads to. */
  press(control: Locator): Promise<void>;
};

const STEPS_MAX = 150;

export const withPointer: Hands = {
  fill: (field, words) => field.fill(words),
  choose: (control) => control.check(),
  press: (control) => leave(control.page(), () => control.click()),
};

/** Throws when no Tab, nor arrow among the choices of one question, reaches a control, or nothing shows that it has the focus. */
export const withKeyboard: Hands = {
  async fill(field, words) {
    await reach(field);
    await field.page().keyboard.type(words);
  },
  async choose(control) {
    await reach(control);
    if (!(await control.isChecked())) await control.page().keyboard.press('Space');
  },
  async press(control) {
    await reach(control);
    await leave(control.page(), () => control.page().keyboard.press('Enter'));
  },
};

async function reach(control: Locator): Promise<void> {
  const page = control.page();
  for (let step = 0; step < STEPS_MAX; step += 1) {
    const [there, sibling] = await control.evaluate((element) => {
      const focused = document.activeElement;
      const name = element.getAttribute('name');
      const isRadio = focused?.getAttribute('type') === 'radio' && element.getAttribute('type') === 'radio';
      return [element === focused, isRadio && focused.getAttribute('name') === name];
    });
    if (there) return assertFocusShown(page);
    await page.keyboard.press(sibling ? 'ArrowDown' : 'Tab');
  }
  throw new Error(`${page.url()}: no key reaches ${await describe(control, page)}`);
}

async function describe(control: Locator, page: Page): Promise<string> {
  const markup = await control.evaluate((element) => element.outerHTML);
  return `${markup.slice(0, 200)} in ${page.viewportSize()?.width ?? 0} px`;
}
