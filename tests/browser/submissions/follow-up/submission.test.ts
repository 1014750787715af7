import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { formatReference } from '../../../../src/domain/numbers/reference.ts';
import { assertAccessible } from '../../../support/chromium/axe.ts';
import { complaintsOf, useChromium } from '../../../support/chromium/chromium.ts';
import { signUp } from '../../../support/journeys.ts';
import { startPortal, type TestPortal } from '../../../support/portal.ts';
import { insertSubmission } from '../../../support/submissions/submitted.ts';

let portal: TestPortal;
let chromium: Browser;
before(async () => {
  portal = await startPortal();
  chromium = await useChromium();
});

describe('the page of a request that waits for its payment', () => {
  for (const language of ['fr', 'nl'] as const) {
    for (const width of [320, 1280]) {
      it(`can be used by everybody in ${language} at ${width} px, and its code can be scanned`, async () => {
        const page = await openPayable(language, width);
        const complaints = complaintsOf(page);
        await page.reload();
        await assertAccessible(page);
        await assertScannable(page);
        assert.deepEqual(complaints, []);
        await page.context().close();
      });
    }
  }
});

async function openPayable(language: 'fr' | 'nl', width: number): Promise<Page> {
  const { visitor, person } = await signUp(portal);
  const { email } = person;
  const payable = { status: 'awaiting-payment', feeCents: 12_550, language } as const;
  const { reference } = await insertSubmission(portal.app.db, { email, ...payable });
  const context = await chromium.newContext({ viewport: { width, height: 900 } });
  await context.addCookies([{ name: 'session', value: visitor.cookie('session') ?? '', url: portal.origin }]);
  const page = await context.newPage();
  await page.goto(`${portal.origin}/${language}/submissions/${formatReference(reference)}`);
  return page;
}

/** A phone needs a white margin of four modules (ISO/IEC 18004), and about two pixels a module on a screen. */
async function assertScannable(page: Page): Promise<void> {
  const code = page.getByRole('img', { name: /QR/ });
  const shape = await code.evaluate((svg: SVGSVGElement) => {
    const dark = (svg.lastElementChild as SVGPathElement).getBBox();
    const side = svg.viewBox.baseVal.width;
    const margins = [dark.x, dark.y, side - dark.x - dark.width, side - dark.y - dark.height];
    return { margin: Math.min(...margins), pixels: svg.getBoundingClientRect().width / side };
  });
  assert.ok(shape.margin >= 4, `a margin of ${shape.margin} modules`);
  assert.ok(shape.pixels >= 2, `${shape.pixels} pixels a module`);
}
