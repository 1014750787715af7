import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { assertAccessible } from '../../support/chromium/axe.ts';
import { complaintsOf, useChromium } from '../../support/chromium/chromium.ts';
import { answerStep, wordsOn } from '../../support/chromium/fill-step.ts';
import { confirmAddress, signUp } from '../../support/journeys.ts';
import { startPortal, type TestPortal } from '../../support/portal.ts';
import { beginProfile, newNumber } from '../../support/profiles.ts';
import { fileInBrowser, openReceipt } from '../../support/submissions/filed-in-browser.ts';
import { WALKS, type Walk } from '../../support/submissions/walks.ts';
import type { Visitor } from '../../support/visitor.ts';

type Way = { language: 'fr' | 'nl'; width: number; script: boolean };
/** French and Dutch, wide and narrow, with and without script: each twice over the four démarches. */
const WAYS: readonly (readonly [Way, Way])[] = [
  [
    { language: 'fr', width: 1280, script: true },
    { language: 'nl', width: 320, script: false },
  ],
  [
    { language: 'fr', width: 320, script: false },
    { language: 'nl', width: 1280, script: true },
  ],
  [
    { language: 'fr', width: 320, script: true },
    { language: 'nl', width: 1280, script: false },
  ],
  [
    { language: 'fr', width: 1280, script: false },
    { language: 'nl', width: 320, script: true },
  ],
];
const NAMES = { citizen: 'Lucie Lambert', enterprise: 'Brasserie Dubois', association: 'Les Amis du Parc' };

let portal: TestPortal;
let chromium: Browser;
before(async () => {
  portal = await startPortal();
  chromium = await useChromium();
});

describe('a démarche from « Commencer » to the receipt', () => {
  for (const [index, walk] of WALKS.entries()) {
    for (const way of WAYS[index] ?? []) {
      const how = way.script ? 'with script' : 'without script';
      it(`« ${walk.slug} » in ${way.language} at ${way.width} px ${how}`, async () => {
        const page = await arrive(walk, way);
        const complaints = complaintsOf(page);
        await begin(page, walk, way);
        for (const step of walk.steps) await answerStep(page, step, { ...way, texts: portal.app.texts });
        const reference = await fileInBrowser(page, { portal, way, said: walk.said[way.language] });
        const filed = portal.app.texts[way.language]('submissions:notice.filed');
        assert.ok((await page.locator('.success').innerText()).includes(filed));
        await openReceipt(page, reference, way);
        await findAgain(page, { walk, way, reference });
        assert.deepEqual(complaints, []);
        await page.context().close();
      });
    }
  }
});

/** A citizen with a confirmed address and, where the démarche is filed for one, the profile of an organisation. */
async function arrive({ profile }: Walk, { language, width, script }: Way): Promise<Page> {
  const { visitor, person } = await signUp(portal);
  await confirmAddress(visitor, person);
  if (profile !== 'citizen') await createOrganisation(visitor, profile);
  const context = await chromium.newContext({ viewport: { width, height: 900 }, javaScriptEnabled: script });
  await context.addCookies([{ name: 'session', value: visitor.cookie('session') ?? '', url: portal.origin }]);
  const page = await context.newPage();
  await page.goto(`${portal.origin}/${language}/my-space`);
  return page;
}

async function createOrganisation(visitor: Visitor, kind: 'enterprise' | 'association'): Promise<void> {
  await beginProfile(visitor, newNumber(), kind);
  await visitor.follow();
  await visitor.post(visitor.page.url, { name: NAMES[kind], kind, vatLiable: 'no' });
  await visitor.follow();
  await visitor.post(visitor.page.url, { jobTitle: 'director' });
}

async function begin(page: Page, { slug, profile }: Walk, { language, script }: Way): Promise<void> {
  const t = portal.app.texts[language];
  await page.goto(`${portal.origin}/${language}/procedures/${slug}`);
  const choice = page.getByRole('radio', { name: NAMES[profile] });
  if ((await choice.count()) > 0) await choice.check();
  await page.getByRole('button', { name: t('procedures:begin.button') }).click();
  await page.waitForURL(/\/drafts\//);
  assert.match(await wordsOn(page), new RegExp(NAMES[profile]));
  if (script) await assertAccessible(page);
}

type Filed = { walk: Walk; way: Way; reference: string };

async function findAgain(page: Page, { walk, way, reference }: Filed): Promise<void> {
  await page.goto(`${portal.origin}/${way.language}/my-space`);
  const row = page.locator('tr').filter({ hasText: reference });
  assert.ok((await row.innerText()).includes(NAMES[walk.profile]));
  if (way.script) await assertAccessible(page);
  await row.getByRole('link').click();
  await page.waitForURL(new RegExp(`/submissions/${reference}$`));
}
