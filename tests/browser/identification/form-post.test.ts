import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { useChromium } from '../../support/chromium/chromium.ts';
import { readyBirthCertificate } from '../../support/fas/birth-certificate.ts';
import {
  atFas,
  CARD_WAYS,
  goOn,
  inLanguage,
  named,
  open,
  openIdentification,
  walk,
} from '../../support/fas/card-walk.ts';
import { CARD, startPortalWithFas, tied } from '../../support/fas/identify.ts';
import { confirmAddress } from '../../support/journeys.ts';
import type { TestPortal } from '../../support/portal.ts';

let portal: TestPortal;
let chromium: Browser;
before(async () => {
  portal = await startPortalWithFas();
  chromium = await useChromium();
});

/** Has FAS, whose host is another site than the portal's, answer with a form. Returns where each post came to. */
async function answeredByForm(page: Page): Promise<string[]> {
  await page.route('**/departure?*', async (route) => {
    const response = await route.fetch({ maxRedirects: 0 });
    const { location, ...headers } = response.headers();
    await route.fulfill({ response, headers: { ...headers, location: `${location}&response_mode=form_post` } });
  });
  const posts: string[] = [];
  page.on('request', (request) => {
    const { origin, pathname } = new URL(request.url());
    if (request.method() === 'POST' && origin === portal.origin) posts.push(pathname);
  });
  return posts;
}

/** Without script, the page of FAS has a button that sends its form. */
async function sendForm(page: Page, script: boolean): Promise<void> {
  if (!script) await page.getByRole('button', { name: 'Continue' }).click();
}

describe('an answer that FAS posts from another site finds the cookies of the portal again', () => {
  for (const way of CARD_WAYS) {
    it(`and leads back to the draft, ${named(way)}`, async () => {
      const { visitor, person } = await tied(portal);
      await confirmAddress(visitor, person);
      const draft = await readyBirthCertificate(visitor);
      await walk({ portal, chromium, way, visitor }, async (on) => {
        const posts = await answeredByForm(on.page);
        await openIdentification(on, draft);
        await goOn(on);
        await atFas(on, CARD);
        await sendForm(on.page, way.script);
        await on.page.waitForURL(`${portal.origin}${inLanguage(draft, way)}/check`);
        assert.deepEqual(posts, ['/identification/callback']);
      });
    });

    it(`and signs in by the card, ${named(way)}`, async () => {
      await tied(portal);
      await walk({ portal, chromium, way, visitor: null }, async (on) => {
        const posts = await answeredByForm(on.page);
        await open(on, '/fr/identification/sign-in?next=/fr/account');
        await goOn(on);
        await atFas(on, CARD);
        await sendForm(on.page, way.script);
        await on.page.waitForURL(`${portal.origin}/fr/account`);
        assert.deepEqual(posts, ['/identification/callback']);
      });
    });
  }
});
