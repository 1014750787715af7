import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { useChromium } from '../../support/chromium/chromium.ts';
import { buttonOf, leave, type Way } from '../../support/chromium/ways.ts';
import { readyBirthCertificate } from '../../support/fas/birth-certificate.ts';
import {
  atFas,
  CARD_WAYS,
  goOn,
  inLanguage,
  look,
  named,
  open,
  openIdentification,
  press,
  sees,
  type Walk,
  walk,
} from '../../support/fas/card-walk.ts';
import { CARD, countRows, forgetPeople, startPortalWithFas, tied } from '../../support/fas/identify.ts';
import { confirmAddress, type Person } from '../../support/journeys.ts';
import type { TestPortal } from '../../support/portal.ts';
import { createProfile, forgetOrganisations } from '../../support/profiles.ts';
import { signInColleague } from '../../support/staff.ts';
import { confirmedCitizen, readyDraft } from '../../support/submissions/filing.ts';

/** An organisation for which the Lucie of the development FAS may act. */
const NUMBER = '1999000150';

let portal: TestPortal;
let chromium: Browser;
before(async () => {
  portal = await startPortalWithFas();
  chromium = await useChromium();
});

/** Goes from the check page to FAS. */
async function toFas(on: Walk): Promise<void> {
  await goOn(on);
  await on.page.waitForURL(/\/identification\?/);
  await goOn(on);
}

describe('a birth certificate', () => {
  for (const way of CARD_WAYS) {
    it(`is refused with somebody else’s card, and the draft stays, ${named(way)}`, async () => {
      const { visitor, person } = await tied(portal);
      await confirmAddress(visitor, person);
      const draft = await readyBirthCertificate(visitor);
      const before = await countRows(portal, 'submissions');
      await walk({ portal, chromium, way, visitor }, async (on) => {
        await openIdentification(on, draft);
        await goOn(on);
        await atFas(on, 'Jan Peeters, eID');
        await on.page.waitForURL(/refused=another-person/);
        await sees(on, 'identification:refused.another-person.title');
        await sees(on, 'identification:deskCode');
        await look(on);
        await leave(on.page, () => on.page.locator('a.govuk-back-link').click());
        assert.equal(new URL(on.page.url()).pathname, `${inLanguage(draft, way)}/check`);
        assert.equal(await countRows(portal, 'submissions'), before);
      });
    });

    it(`cancelled at FAS is finished at the desk by its code, ${named(way)}`, async () => {
      await forgetPeople(portal);
      const { visitor } = await confirmedCitizen(portal);
      const draft = await readyBirthCertificate(visitor);
      const { visitor: nadia } = await signInColleague(portal, 'agent', ['civil-status']);
      await walk({ portal, chromium, way, visitor }, async (citizen) => {
        await open(citizen, `${draft}/check`);
        await toFas(citizen);
        await atFas(citizen, 'Cancel');
        await citizen.page.waitForURL(/\/check$/);
        await sees(citizen, 'identification:notice.cancelled');
        await look(citizen);
        const code = (await citizen.page.locator('.desk-code').innerText()).trim();
        await walk({ portal, chromium, way, visitor: nadia }, (desk) => finishAtDesk(desk, code));
        await open(citizen, `${draft}/check`);
        assert.match(citizen.page.url(), /\/submissions\/\d{2}-\d{7}-\d{2}$/);
      });
    });

    it(`goes on in the same draft when the session ended during the identification, ${named(way)}`, async () => {
      const { visitor, person } = await tied(portal);
      await confirmAddress(visitor, person);
      const draft = await readyBirthCertificate(visitor);
      await walk({ portal, chromium, way, visitor }, async (on) => {
        await openIdentification(on, draft);
        await goOn(on);
        await on.page.context().clearCookies({ name: 'session' });
        await atFas(on, CARD);
        await on.page.waitForURL(/\/sign-in\?next=/);
        await signInOn(on, person);
        await sees(on, 'identification:refused.ended.title');
        await goOn(on);
        await atFas(on, CARD);
        await on.page.waitForURL(/\/check$/);
        assert.equal(new URL(on.page.url()).pathname, `${inLanguage(draft, way)}/check`);
        await sees(on, 'identification:notice.identified');
      });
    });
  }

  it('identified for in one tab leaves the draft of another tab as it is, also what is being typed there', async () => {
    const way: Way = { language: 'fr', width: 1280, script: true };
    const { visitor, person } = await tied(portal);
    await confirmAddress(visitor, person);
    const [one, other] = [await readyBirthCertificate(visitor), await readyDraft(visitor)];
    await walk({ portal, chromium, way, visitor }, async (on) => {
      const tab = await on.page.context().newPage();
      await tab.goto(`${portal.origin}${other}/event`);
      await tab.locator('[name="eventName"]').fill('Fête de la rue Élodie');
      await openIdentification(on, one);
      await goOn(on);
      const second = await on.page.context().newPage();
      const there = { ...on, page: second };
      await openIdentification(there, other);
      await goOn(there);
      await atFas(on, CARD);
      await on.page.waitForURL(`${portal.origin}${one}/check`);
      await atFas(there, CARD);
      await second.waitForURL(`${portal.origin}${other}/check`);
      await leave(tab, () => buttonOf(tab, on.t('web:word.next')).click());
      await tab.goto(`${portal.origin}${other}/event`);
      assert.equal(await tab.locator('[name="eventName"]').inputValue(), 'Fête de la rue Élodie');
    });
  });
});

async function finishAtDesk(desk: Walk, code: string): Promise<void> {
  const { page, t, way } = desk;
  await page.goto(`${portal.origin}/${way.language}/admin/desk`);
  await page.locator('[name="code"]').fill(code);
  await press(desk, 'admin:desk.code.submit');
  await page.waitForURL(/\/admin\/desk\/drafts\/[0-9a-f-]+\/check$/);
  await look(desk);
  for (const box of await page.locator('[name="declaration"]').all()) await box.check();
  await leave(page, () => buttonOf(page, t('submissions:check.filing')).click());
  await page.waitForURL(/\/admin\/submissions\/\d{2}-\d{7}-\d{2}$/);
}

async function signInOn(on: Walk, { email, password }: Person): Promise<void> {
  await on.page.locator('main [name="email"]').fill(email);
  await on.page.locator('main [name="password"]').fill(password);
  await press(on, 'accounts:signIn.submit');
}

describe('an organisation', () => {
  for (const way of CARD_WAYS) {
    it(`becomes verified by its manager’s card, ${named(way)}`, async () => {
      await forgetPeople(portal);
      await forgetOrganisations(portal);
      const { visitor } = await confirmedCitizen(portal);
      await createProfile(visitor, NUMBER);
      await walk({ portal, chromium, way, visitor }, async (on) => {
        await open(on, `/fr/profiles/${NUMBER}/organisation`);
        await look(on);
        await leave(on.page, () => on.page.locator('main a[href*="/identification?"]').click());
        await look(on);
        await goOn(on);
        await atFas(on, `${CARD}, ${NUMBER}`);
        await on.page.waitForURL(/\/confirmation\//);
        await press(on, 'identification:confirm.submit');
        await on.page.waitForURL(/\/organisation$/);
        await look(on);
        const { rows } = await portal.app.db.pool.query('select state from organisations');
        assert.deepEqual(rows, [{ state: 'verified' }]);
      });
    });
  }
});
