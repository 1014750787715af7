import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import type { Language } from '../../../src/domain/language.ts';
import type { TextKey } from '../../../src/locales/keys.ts';
import { assertAccessible } from '../../support/chromium/axe.ts';
import { complaintsOf, useChromium } from '../../support/chromium/chromium.ts';
import { withPointer } from '../../support/chromium/hands.ts';
import { atTheEnd } from '../../support/cleanup.ts';
import { chooseAtFas } from '../../support/fas/at-fas.ts';
import { readyBirthCertificate } from '../../support/fas/birth-certificate.ts';
import { answerBirthCertificate } from '../../support/fas/birth-certificate-steps.ts';
import { forgetPeople, setOut, startPortalWithFas } from '../../support/fas/identify.ts';
import type { TestPortal } from '../../support/portal.ts';
import { confirmedCitizen } from '../../support/submissions/filing.ts';

let portal: TestPortal;
let chromium: Browser;
before(async () => {
  portal = await startPortalWithFas();
  chromium = await useChromium();
});

type Way = { language: Language; width: number; script: boolean };
const WAYS: Way[] = [
  { language: 'fr', width: 1280, script: true },
  { language: 'nl', width: 320, script: true },
  { language: 'fr', width: 320, script: false },
  { language: 'nl', width: 1280, script: false },
];

/** A browser in which somebody with a confirmed address is signed in. */
async function signedIn({ width, script }: Pick<Way, 'width' | 'script'>) {
  await forgetPeople(portal);
  const { visitor } = await confirmedCitizen(portal);
  const context = await chromium.newContext({ viewport: { width, height: 800 }, javaScriptEnabled: script });
  const value = visitor.cookie('session') ?? '';
  await context.addCookies([{ name: 'session', value, url: portal.origin, sameSite: 'Lax', httpOnly: true }]);
  return { visitor, context, page: await context.newPage() };
}

describe('a birth certificate is asked with the identity card', () => {
  for (const way of WAYS) {
    const { language, width, script } = way;
    const t = (key: TextKey) => portal.app.texts[language](key);

    it(`from « Commencer » to the request, in ${language} at ${width} px ${script ? 'with' : 'without'} script`, async () => {
      const { context, page } = await signedIn(way);
      const complaints = complaintsOf(page);
      const look = async () => (script ? assertAccessible(page) : undefined);
      const press = (key: TextKey) =>
        page
          .locator('main')
          .getByRole('button', { name: t(key), exact: true })
          .click();
      const identify = () => page.locator('main a.govuk-button').first().click();
      await page.goto(`${portal.origin}/${language}/procedures/birth-certificate`);
      await press('procedures:begin.button');
      await answerBirthCertificate(page, withPointer, t('web:word.next'));
      const check = page.url();
      await look();
      await identify();
      await page.waitForURL(/\/identification\?/);
      await look();
      await identify();
      await page.getByRole('button', { name: 'Cancel' }).click();
      await page.waitForURL(check);
      await page.getByText(t('identification:notice.cancelled')).waitFor();
      await identify();
      await identify();
      await page.getByRole('button', { name: 'Lucie Marie Lambert, eID' }).click();
      await page.waitForURL(/\/confirmation\//);
      await look();
      await press('identification:confirm.submit');
      await page.waitForURL(check);
      await page.getByText(t('identification:notice.identified')).waitFor();
      assert.equal(await page.getByText(t('identification:notice.cancelled')).count(), 0);
      await look();
      await page.locator('[name="declaration"]').check();
      await press('submissions:check.filing');
      await page.waitForURL(/\/submissions\/\d{2}-\d{7}-\d{2}$/);
      await look();
      assert.match((await page.locator('main').textContent()) ?? '', /Lucie Marie Lambert/);
      const receipt = await context.request.get(`${page.url()}/receipt.pdf`);
      assert.equal(receipt.headers()['content-type'], 'application/pdf');
      await page.goto(`${portal.origin}/${language}/account/identity`);
      await look();
      assert.deepEqual(complaints, []);
      await context.close();
    });
  }
});

describe('FAS may post its answer from another site', () => {
  /** A page of another site that posts at once what FAS would have sent by GET. */
  async function postFrom(answer: URL): Promise<string> {
    const fields = [...answer.searchParams].map(([name, value]) => `<input name="${name}" value="${value}">`).join('');
    const action = `${portal.origin}/identification/callback`;
    const html = `<form method="post" action="${action}">${fields}<button>Go</button></form>`;
    const server = createServer((_req, res) => res.setHeader('content-type', 'text/html').end(html));
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    atTheEnd(() => new Promise<void>((done) => void server.close(() => done())));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  }

  it('and the cookies of the portal are there again afterwards, while any other form of another site stays refused', async () => {
    const { visitor, context, page } = await signedIn({ width: 1280, script: true });
    const check = `${await readyBirthCertificate(visitor)}/check`;
    await visitor.open(`/fr/identification?next=${check}`);
    const answer = await chooseAtFas(await setOut(visitor), 'Lucie Marie Lambert, itsme');
    await page.goto(await postFrom(answer));
    await page.getByRole('button', { name: 'Go' }).click();
    await page.waitForURL(/\/fr\/identification\/confirmation\//);
    await page.getByRole('button', { name: 'Lier et continuer' }).click();
    await page.waitForURL(`${portal.origin}${check}`);
    await page.goto(await postFrom(answer));
    await page
      .locator('form')
      .evaluate((form, action) => form.setAttribute('action', action), `${portal.origin}${check}`);
    await page.getByRole('button', { name: 'Go' }).click();
    await page.waitForURL(`${portal.origin}${check}`);
    assert.match((await page.locator('main').textContent()) ?? '', /Cette demande ne vient pas d’une page de ce site/);
    await context.close();
  });
});
