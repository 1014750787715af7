import assert from 'node:assert/strict';
import { before, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { useChromium } from '../../support/chromium/chromium.ts';
import type { Way } from '../../support/chromium/ways.ts';
import { readyBirthCertificate } from '../../support/fas/birth-certificate.ts';
import { look, open, walk } from '../../support/fas/card-walk.ts';
import { type ForgedFas, startForgedFas } from '../../support/fas/forged-fas.ts';
import { CONFIRM } from '../../support/fas/identify.ts';
import { showCard, UNUSUAL_PEOPLE } from '../../support/fas/unusual-people.ts';
import { startPortal, type TestPortal } from '../../support/portal.ts';
import { signInColleague } from '../../support/staff.ts';
import { confirmedCitizen, fileDraft } from '../../support/submissions/filing.ts';

const WAY: Way = { language: 'nl', width: 320, script: true };
let forged: ForgedFas;
let portal: TestPortal;
let chromium: Browser;
before(async () => {
  forged = await startForgedFas();
  portal = await startPortal({ environment: forged.settings });
  chromium = await useChromium();
});

it('the longest names of a card, with words that end nowhere, make no page wider than 320 px', async () => {
  const longest = UNUSUAL_PEOPLE.toSorted((one, other) => other.lastName.length - one.lastName.length)[0];
  assert.ok(longest !== undefined);
  const { visitor } = await confirmedCitizen(portal);
  const draft = await readyBirthCertificate(visitor);
  await visitor.open(`/fr/identification?next=${draft}/check`);
  await showCard(visitor, forged, longest);
  const confirmation = visitor.page.url;
  await walk({ portal, chromium, way: WAY, visitor }, async (on) => {
    await open(on, confirmation);
    assert.match((await on.page.locator('main').textContent()) ?? '', new RegExp(longest.lastName));
    await look(on);
    await visitor.press(CONFIRM);
    await open(on, '/fr/account/identity');
    await look(on);
    await open(on, `${draft}/check`);
    await look(on);
    const { location } = await fileDraft(visitor, draft);
    await open(on, location ?? '');
    await look(on);
    const { visitor: nadia } = await signInColleague(portal, 'agent', ['civil-status']);
    await walk({ portal, chromium, way: WAY, visitor: nadia }, async (desk) => {
      await open(desk, (location ?? '').replace('/fr/', '/fr/admin/'));
      await look(desk);
      await open(desk, '/fr/admin/submissions?view=all');
      await look(desk);
    });
  });
});
