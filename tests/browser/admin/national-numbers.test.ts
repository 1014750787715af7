import { before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { useChromium } from '../../support/chromium/chromium.ts';
import { type Hands, withKeyboard, withPointer } from '../../support/chromium/hands.ts';
import { buttonOf, type Way } from '../../support/chromium/ways.ts';
import { readyBirthCertificate } from '../../support/fas/birth-certificate.ts';
import { look, open, sees, walk } from '../../support/fas/card-walk.ts';
import { fileWithCard } from '../../support/fas/file-with-card.ts';
import { startPortalWithFas } from '../../support/fas/identify.ts';
import type { TestPortal } from '../../support/portal.ts';
import { signInColleague } from '../../support/staff.ts';
import { confirmedCitizen } from '../../support/submissions/filing.ts';
import type { Visitor } from '../../support/visitor.ts';

let portal: TestPortal;
let chromium: Browser;
let nadia: Visitor;
let filed: string;
before(async () => {
  portal = await startPortalWithFas();
  chromium = await useChromium();
  const { visitor: lucie } = await confirmedCitizen(portal);
  filed = await fileWithCard(lucie, await readyBirthCertificate(lucie));
  ({ visitor: nadia } = await signInColleague(portal, 'agent', ['civil-status']));
});

const WALKS: readonly { way: Way; hands: Hands; how: string }[] = [
  { way: { language: 'fr', width: 1280, script: true }, hands: withKeyboard, how: 'by keyboard' },
  { way: { language: 'nl', width: 320, script: false }, hands: withPointer, how: 'without script' },
];

describe('an agent reads the national number of a request once they say what for', () => {
  for (const { way, hands, how } of WALKS) {
    it(`in ${way.language} at ${way.width} px ${how}`, async () => {
      await walk({ portal, chromium, way, visitor: nadia }, async (on) => {
        const { page, t } = on;
        await open(on, filed.replace('/fr/', '/fr/admin/'));
        await hands.press(page.getByRole('link', { name: t('admin:numbers.open') }));
        await look(on);
        await hands.press(buttonOf(page, t('admin:numbers.submit')));
        await sees(on, 'admin:error.numbers.purpose');
        await look(on);
        await hands.choose(page.getByLabel(t('admin:numbers.purpose.register')));
        await hands.press(buttonOf(page, t('admin:numbers.submit')));
        await page.getByText('85.07.30-997.34').waitFor();
        await look(on);
      });
    });
  }
});
