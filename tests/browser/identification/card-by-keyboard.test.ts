import assert from 'node:assert/strict';
import { before, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { useChromium } from '../../support/chromium/chromium.ts';
import { assertFocusAtTop, assertFocusOn } from '../../support/chromium/focus.ts';
import { withKeyboard } from '../../support/chromium/hands.ts';
import { buttonOf, type Way } from '../../support/chromium/ways.ts';
import { answerBirthCertificate } from '../../support/fas/birth-certificate-steps.ts';
import { look, open, type Walk, walk } from '../../support/fas/card-walk.ts';
import { CARD, forgetPeople, startPortalWithFas, tied } from '../../support/fas/identify.ts';
import type { TestPortal } from '../../support/portal.ts';
import { confirmedCitizen } from '../../support/submissions/filing.ts';

const WAY: Way = { language: 'fr', width: 320, script: true };
let portal: TestPortal;
let chromium: Browser;
before(async () => {
  portal = await startPortalWithFas();
  chromium = await useChromium();
});

it('a birth certificate is asked with the card by the keyboard alone, and the focus is always shown and never lost', async () => {
  await forgetPeople(portal);
  const { visitor } = await confirmedCitizen(portal);
  await walk({ portal, chromium, way: WAY, visitor }, async (on) => {
    const { page, t } = on;
    await open(on, '/fr/procedures/birth-certificate');
    await withKeyboard.press(buttonOf(page, t('procedures:begin.button')));
    await answerBirthCertificate(page, withKeyboard, t('web:word.next'));
    const check = page.url();
    await toFas(on, 'Lucie Marie Lambert, Password');
    await page.waitForURL(/refused=too-low/);
    await assertFocusOn(page, t('identification:refused.too-low.title'));
    await look(on);
    await withKeyboard.press(page.getByRole('link', { name: t('web:word.back'), exact: true }).first());
    assert.equal(page.url(), check);
    await toFas(on, 'Cancel');
    await page.waitForURL(check);
    await assertFocusOn(page, t('identification:notice.cancelled'));
    await toFas(on, CARD);
    await page.waitForURL(/\/confirmation\//);
    await assertFocusAtTop(page);
    await withKeyboard.press(buttonOf(page, t('identification:confirm.submit')));
    await page.waitForURL(check);
    await assertFocusOn(page, t('identification:notice.identified'));
    await withKeyboard.choose(page.locator('[name="declaration"]'));
    await withKeyboard.press(buttonOf(page, t('submissions:check.filing')));
    await page.waitForURL(/\/submissions\/\d{2}-\d{7}-\d{2}$/);
    await assertFocusOn(page, t('submissions:notice.filed'));
    await look(on);
  });
});

it('signing in by the card is done by the keyboard alone, and what went wrong has the focus', async () => {
  await tied(portal);
  await walk({ portal, chromium, way: WAY, visitor: null }, async (on) => {
    const { page, t } = on;
    await open(on, '/fr/sign-in');
    await withKeyboard.press(page.getByRole('link', { name: t('identification:card.title') }));
    await assertFocusAtTop(page);
    await withKeyboard.press(page.locator('main a.govuk-button'));
    await withKeyboard.press(page.getByRole('button', { name: 'Cancel' }));
    await page.waitForURL(/refused=cancelled/);
    await assertFocusOn(page, t('identification:card.cancelled.title'));
    await look(on);
    await withKeyboard.press(page.locator('main a.govuk-button'));
    await withKeyboard.press(page.getByRole('button', { name: CARD }));
    await page.waitForURL(/\/my-space$/);
  });
});

/** Goes from the check page to FAS, and presses a button there. */
async function toFas({ page }: Walk, button: string): Promise<void> {
  await withKeyboard.press(page.locator('main a[href*="/identification?"]').first());
  await assertFocusAtTop(page);
  await withKeyboard.press(page.locator('main a[href*="/departure"]'));
  await withKeyboard.press(page.getByRole('button', { name: button, exact: true }));
}
