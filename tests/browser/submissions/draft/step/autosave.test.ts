import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { assertAccessible } from '../../../../support/chromium/axe.ts';
import { complaintsOf, useChromium } from '../../../../support/chromium/chromium.ts';
import { addressFields, beginDraft } from '../../../../support/drafts/drafts.ts';
import { signUp } from '../../../../support/journeys.ts';
import { startPortal, type TestPortal } from '../../../../support/portal.ts';
import { until } from '../../../../support/until.ts';
import { PASSWORD, type Visitor } from '../../../../support/visitor.ts';

let portal: TestPortal;
let chromium: Browser;
before(async () => {
  portal = await startPortal();
  chromium = await useChromium();
});

async function begun() {
  const { visitor, person } = await signUp(portal);
  const draft = await beginDraft(visitor, 'event-permit');
  return { visitor, person, draft, page: await open(visitor, `${draft}/applicant`) };
}

async function open(visitor: Visitor, path: string): Promise<Page> {
  const context = await chromium.newContext({ locale: 'fr-BE', viewport: { width: 320, height: 800 } });
  await context.addCookies([{ name: 'session', value: visitor.cookie('session') ?? '', url: portal.origin }]);
  const page = await context.newPage();
  await page.goto(`${portal.origin}${path}`);
  return page;
}
const says = (page: Page, words: RegExp) =>
  page.getByRole('status').filter({ hasText: words, visible: true }).waitFor();

async function keptOf(draft: string): Promise<Record<string, unknown>> {
  const { rows } = await portal.app.db.pool.query('select answers from drafts where id = $1', [
    draft.split('/').at(-1),
  ]);
  return rows[0].answers;
}
async function fillAddress(page: Page): Promise<void> {
  for (const [name, value] of Object.entries(addressFields('home'))) await page.locator(`[name="${name}"]`).fill(value);
}

describe('a step saves itself', () => {
  it('some seconds after typing stops, says so politely, and goes on with « Suivant » on what it saved', async () => {
    const { visitor, draft, page } = await begun();
    const complaints = complaintsOf(page);
    await page.getByLabel('Prénom').fill('Lucienne');
    await says(page, /^\s*Enregistré à \d\d:\d\d/);
    await assertAccessible(page);
    assert.equal((await keptOf(draft))['firstName'], 'Lucienne');
    await fillAddress(page);
    await page.getByRole('button', { name: 'Suivant' }).click();
    await page.waitForURL(/\/event$/);
    const elsewhere = await open(visitor, `${draft}/applicant`);
    assert.equal(await elsewhere.getByLabel('Prénom').inputValue(), 'Lucienne');
    assert.deepEqual(complaints, []);
  });

  it('when the page is left for another tab, without waiting', async () => {
    const { draft, page } = await begun();
    await page.getByLabel('Prénom').fill('Luc');
    const saved = page.waitForResponse((answer) => answer.request().method() === 'POST');
    await page.evaluate(() => {
      Object.defineProperty(document, 'hidden', { value: true });
      document.dispatchEvent(new Event('visibilitychange'));
    });
    assert.equal((await saved).status(), 200);
    assert.equal((await keptOf(draft))['firstName'], 'Luc');
  });

  it('and « Suivant », pressed while it does, waits for it: the person is in nobody’s way', async () => {
    const { draft, page } = await begun();
    await fillAddress(page);
    await page.route('**/applicant', async (route) => {
      if (route.request().postData()?.includes('autosave=yes')) await new Promise((done) => setTimeout(done, 1_000));
      await route.continue();
    });
    await page.getByLabel('Prénom').fill('A');
    const saving = page.waitForRequest((request) => request.postData()?.includes('autosave=yes') ?? false);
    await saving;
    await page.getByLabel('Prénom').fill('Lucie-Anne');
    await page.getByRole('button', { name: 'Suivant' }).click();
    await page.waitForURL(/\/event$/);
    assert.equal((await keptOf(draft))['firstName'], 'Lucie-Anne');
  });

  it('but not over what another tab saved since: it says so and stops, and « Suivant » compares', async () => {
    const { visitor, draft, page } = await begun();
    const other = await open(visitor, `${draft}/applicant`);
    await page.getByLabel('Prénom').fill('Nouvelle');
    await says(page, /Enregistré/);
    await other.getByLabel('Prénom').fill('Ancienne');
    await says(other, /enregistrée ailleurs entre-temps/);
    assert.equal((await keptOf(draft))['firstName'], 'Nouvelle');
    assert.equal(await other.getByLabel('Prénom').inputValue(), 'Ancienne');
    await fillAddress(other);
    await other.getByRole('button', { name: 'Suivant' }).click();
    await other.getByRole('heading', { name: 'Ces réponses ont changé entre-temps' }).waitFor();
    assert.equal(await other.getByLabel('Prénom').inputValue(), 'Ancienne');
  });

  it('after the session ended says so at once, keeps the words, and goes on once signed in in another tab', async () => {
    const { person, draft, page } = await begun();
    await portal.app.db.pool.query('delete from sessions');
    await page.getByLabel('Prénom').fill('Lucienne');
    await says(page, /Votre session est terminée/);
    await assertAccessible(page);
    assert.equal(await page.getByLabel('Prénom').inputValue(), 'Lucienne');
    const opened = page.context().waitForEvent('page');
    await page.getByRole('link', { name: 'Se connecter dans un autre onglet' }).click();
    const signIn = await opened;
    await signIn.getByLabel('Adresse e-mail').fill(person.email);
    await signIn.getByLabel('Mot de passe', { exact: true }).fill(PASSWORD);
    await signIn.getByRole('button', { name: 'Connecter', exact: true }).click();
    await signIn.waitForURL(/my-space/);
    await page.getByLabel('Prénom').fill('Lucienne-Marie');
    await says(page, /Enregistré/);
    assert.equal((await keptOf(draft))['firstName'], 'Lucienne-Marie');
  });

  it('once the connection is back: it says meanwhile that nothing is saved yet', async () => {
    const { draft, page } = await begun();
    await page.context().setOffline(true);
    await page.getByLabel('Prénom').fill('Lucienne');
    await says(page, /Pas encore enregistré/);
    assert.equal((await keptOf(draft))['firstName'], undefined);
    await page.context().setOffline(false);
    await says(page, /Enregistré à/);
    assert.equal((await keptOf(draft))['firstName'], 'Lucienne');
  });

  it('and is no conflict with itself when an answer was lost on its way back', async () => {
    const { draft, page } = await begun();
    let lost = 0;
    await page.route('**/applicant', async (route) => {
      if (lost > 0 || !route.request().postData()?.includes('autosave=yes')) return route.continue();
      lost += 1;
      await route.fetch();
      await route.abort();
    });
    await page.getByLabel('Prénom').fill('Lucienne');
    await says(page, /Pas encore enregistré/);
    await page.getByLabel('Prénom').fill('Lucienne-Marie');
    const kept = async () => (await keptOf(draft))['firstName'] === 'Lucienne-Marie';
    await until(kept, 'what was typed after the lost answer');
    await says(page, /Enregistré à/);
  });
});
