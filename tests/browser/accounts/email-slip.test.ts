import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { assertAccessible } from '../../support/chromium/axe.ts';
import { useChromium } from '../../support/chromium/chromium.ts';
import { addressFields, answerStep, dateFields } from '../../support/drafts/drafts.ts';
import { beginAsGuest, REPORT } from '../../support/drafts/guests.ts';
import { startPortal, type TestPortal } from '../../support/portal.ts';
import { Visitor } from '../../support/visitor.ts';

let portal: TestPortal;
let chromium: Browser;
before(async () => {
  portal = await startPortal();
  chromium = await useChromium();
});

async function open(path: string, cookies: { name: string; value: string }[] = []): Promise<Page> {
  const context = await chromium.newContext({ viewport: { width: 320, height: 800 } });
  await context.addCookies(cookies.map((cookie) => ({ ...cookie, url: portal.origin })));
  const page = await context.newPage();
  await page.goto(`${portal.origin}${path}`);
  return page;
}

describe('a slip in an address, while one types', () => {
  it('is asked about below the field, and changed by the button only', async () => {
    const page = await open('/fr/sign-up');
    const field = page.getByLabel('Adresse e-mail');
    await field.fill('lucie@gmail.comm');
    const question = page.getByRole('button', { name: 'Vouliez-vous dire lucie@gmail.com' });
    await question.waitFor();
    await field.press('Tab');
    assert.equal(await field.inputValue(), 'lucie@gmail.comm');
    assert.equal(await question.evaluate((element) => element === document.activeElement), true);
    await assertAccessible(page);
    await page.keyboard.press('Enter');
    assert.equal(await field.inputValue(), 'lucie@gmail.com');
    assert.equal(await question.count(), 0);
    assert.equal(await field.evaluate((element) => element === document.activeElement), true);
  });

  it('is asked about in a démarche too, and an address that is right is not', async () => {
    const guest = new Visitor(portal);
    const draft = await beginAsGuest(guest, REPORT);
    await answerStep(guest, `${draft}/report`, {
      kind: 'dumping',
      ...addressFields('place'),
      description: 'Deux matelas',
      ...dateFields('seenOn', -1),
      dangerous: 'no',
    });
    const cookie = { name: 'guest', value: guest.cookie('guest') ?? '' };
    const page = await open(`${draft.replace('/fr/', '/nl/')}/follow-up`, [cookie]);
    await page.getByLabel('Ja', { exact: true }).check();
    const field = page.locator('#email');
    for (const [typed, asked] of [
      ['jan@telenet.be', 0],
      ['jan@telnet.be', 1],
    ] as const) {
      await field.fill(typed);
      await field.blur();
      assert.equal(await page.getByRole('button', { name: 'Bedoelde u jan@telenet.be' }).count(), asked, typed);
    }
    const wider = await page.evaluate('document.documentElement.scrollWidth > document.documentElement.clientWidth');
    assert.equal(wider, false);
  });
});
