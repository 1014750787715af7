import { before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { useChromium } from '../../support/chromium/chromium.ts';
import { leave } from '../../support/chromium/ways.ts';
import { atFas, CARD_WAYS, goOn, look, named, press, sees, type Walk, walk } from '../../support/fas/card-walk.ts';
import { CARD, startPortalWithFas, tied, tiedDaysAgo } from '../../support/fas/identify.ts';
import { linkIn, type TestPortal } from '../../support/portal.ts';
import { newAddress } from '../../support/visitor.ts';

let portal: TestPortal;
let chromium: Browser;
before(async () => {
  portal = await startPortalWithFas();
  chromium = await useChromium();
});

describe('whoever has lost the mailbox', () => {
  for (const way of CARD_WAYS) {
    it(`gets a new password and another address by the card, ${named(way)}`, async () => {
      const { person } = await tied(portal);
      await tiedDaysAgo(portal, person);
      await walk({ portal, chromium, way, visitor: null }, async (on) => {
        const { page } = on;
        await page.goto(`${portal.origin}/${way.language}/password-reset`);
        await look(on);
        await leave(page, () => page.getByRole('link', { name: on.t('accounts:recovery.way') }).click());
        await look(on);
        await goOn(on);
        await atFas(on, 'Cancel');
        await sees(on, 'identification:recovery.cancelled.title');
        await look(on);
        await goOn(on);
        await atFas(on, CARD);
        await page.waitForURL(/\/account\/recovery$/);
        await look(on);
        await choosePassword(on);
        await page.goto(`${portal.origin}/${way.language}/account/recovery`);
        await chooseAddress(on);
      });
    });
  }
});

async function choosePassword(on: Walk): Promise<void> {
  const { page, t } = on;
  await leave(page, () => page.getByRole('link', { name: t('identification:recovery.password.title') }).click());
  await look(on);
  await page.locator('[name="password"]').fill('court');
  await press(on, 'web:word.save');
  await look(on);
  for (const name of ['password', 'passwordConfirmation']) {
    await page.locator(`[name="${name}"]`).fill('quatre lampes bleues marchent');
  }
  await press(on, 'web:word.save');
  await sees(on, 'accounts:notice.password-changed');
}

async function chooseAddress(on: Walk): Promise<void> {
  const { page, t } = on;
  const fresh = newAddress('lucie.retrouvee');
  await leave(page, () => page.getByRole('link', { name: t('identification:recovery.email.title') }).click());
  await look(on);
  await page.locator('main [name="email"]').fill(fresh);
  await press(on, 'accounts:email.submit');
  await sees(on, 'accounts:notice.email-change-asked');
  const link = new URL(linkIn(await portal.mailTo(fresh)));
  await page.goto(`${portal.origin}${link.pathname}`);
  await look(on);
}
