import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { useChromium } from '../../../support/chromium/chromium.ts';
import { pageOf, type Way } from '../../../support/chromium/ways.ts';
import { startPortal, type TestPortal } from '../../../support/portal.ts';
import { signInColleague } from '../../../support/staff.ts';
import { filedRequest } from '../../../support/submissions/handling.ts';

const WAY: Way = { language: 'fr', width: 1280, script: true };
const ANSWER = 'Fête des voisins du parc';

let portal: TestPortal;
let chromium: Browser;
before(async () => {
  portal = await startPortal();
  chromium = await useChromium();
});

async function assertPrinted(page: Page, kept: readonly string[]): Promise<void> {
  await page.emulateMedia({ media: 'print' });
  for (const words of kept) assert.ok(await page.getByText(words).first().isVisible(), words);
  for (const control of ['main button', 'main textarea', 'main input', '.banner nav']) {
    assert.equal(await page.locator(control).locator('visible=true').count(), 0, control);
  }
}

describe('a request on paper', () => {
  it('is its facts, answers, messages and timeline for the agent, without what is pressed, and without notes', async () => {
    const answers = { eventName: ANSWER };
    const { lucie, path } = await filedRequest(portal, { status: 'in-progress', answers });
    await lucie.post(`/fr${path}/messages`, { text: 'Voici le plan' });
    const { visitor: nadia } = await signInColleague(portal);
    await nadia.post(`/fr/admin${path}/notes`, { text: 'Appelée hier' });
    const page = await pageOf(chromium, WAY, nadia);
    await page.goto(`${portal.origin}/fr/admin${path}`);
    assert.ok(await page.getByText('Appelée hier').isVisible());
    await assertPrinted(page, [ANSWER, 'Voici le plan', path.split('/').at(-1) ?? '']);
    assert.equal(await page.getByText('Appelée hier').isVisible(), false);
    await page.context().close();
  });

  it('is the same for its citizen', async () => {
    const { lucie, path } = await filedRequest(portal, { answers: { eventName: ANSWER } });
    await lucie.post(`/fr${path}/messages`, { text: 'Voici le plan' });
    const page = await pageOf(chromium, WAY, lucie);
    await page.goto(`${portal.origin}/fr${path}`);
    await assertPrinted(page, [ANSWER, 'Voici le plan', path.split('/').at(-1) ?? '']);
    await page.context().close();
  });
});
