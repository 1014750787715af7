import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { formatReference } from '../../../src/domain/numbers/reference.ts';
import { assertAccessible } from '../../support/chromium/axe.ts';
import { complaintsOf, useChromium } from '../../support/chromium/chromium.ts';
import { startPortal, type TestPortal } from '../../support/portal.ts';
import { addColleague, addWaitingRequest, askSetUp, signInColleague } from '../../support/staff.ts';
import { attachDocument, png } from '../../support/submissions/documents.ts';
import { filedRequest } from '../../support/submissions/handling.ts';
import type { Visitor } from '../../support/visitor.ts';

let portal: TestPortal;
let chromium: Browser;
before(async () => {
  portal = await startPortal();
  chromium = await useChromium();
});

async function visit(page: Page, addresses: readonly string[]): Promise<void> {
  for (const address of addresses) {
    await page.goto(`${portal.origin}${address}`);
    await assertAccessible(page);
  }
}

/** A wrong form says what is wrong first: the summary has the focus. */
async function submitEmpty(page: Page, addresses: readonly string[]): Promise<void> {
  for (const address of addresses) {
    await page.goto(`${portal.origin}${address}`);
    await page.locator('main form[method=post] button.govuk-button[type=submit]').last().click();
    await page.locator('.govuk-error-summary').waitFor();
    assert.equal(await page.evaluate(() => document.activeElement?.className), 'govuk-error-summary');
    await assertAccessible(page);
  }
}

async function be(visitor: Visitor, context: BrowserContext): Promise<void> {
  const value = visitor.cookie('staff-session') ?? '';
  await context.addCookies([{ name: 'staff-session', value, url: portal.origin }]);
}

/** A request that the citizen corrected, with a photo and a long name. */
async function handled(submissions: string): Promise<{ path: string; photo: string }> {
  const answers = { organiser: 'Les Amis du Parc Josaphat et des environs', phone: '+32470123456' };
  const wanted = { status: 'in-progress', answers, feeCents: 4_500, dueOn: '2026-01-31' } as const;
  const { id, reference } = await filedRequest(portal, wanted);
  const photo = await attachDocument(portal.app, reference, png('une photo de la place où la fête aura lieu.png'));
  await portal.app.db.pool.query(
    `insert into submission_events (submission_id, name, detail) values ($1, 'corrected', $2)`,
    [id, JSON.stringify({ fields: ['organiser'], before: { organiser: 'Le comité de quartier' } })],
  );
  return { path: `${submissions}/${formatReference(reference)}`, photo };
}

/** The page that takes over the work of somebody who left. */
async function leftBehind(admin: string): Promise<string> {
  const { id } = await filedRequest(portal);
  const { id: absent } = await addColleague(portal);
  await portal.app.db.pool.query('update submissions set assignee_id = $2 where id = $1', [id, absent]);
  await portal.app.db.pool.query(`update staff_members set status = 'suspended' where id = $1`, [absent]);
  return `${admin}/submissions/take-over/${absent}`;
}

describe('every page of the staff passes axe, without a complaint of the browser', () => {
  const looks = ['fr', 'nl'].flatMap((language) => [320, 1280].map((width) => ({ language, width })));
  for (const { language, width } of looks) {
    it(`in ${language} at ${width} px`, async () => {
      const { visitor: nadia } = await signInColleague(portal);
      const { visitor: karim } = await signInColleague(portal, 'helpdesk');
      const waiting = await addWaitingRequest(portal.app.db, { name: 'Les Amis du Parc Josaphat et des environs' });
      const admin = `/${language}/admin`;
      const setUp = `${admin}/set-up/${(await askSetUp(portal)).path.split('/').at(-1)}`;
      const request = `${admin}/access-requests/${waiting.id}`;
      const organisation = `${admin}/organisations/${waiting.enterpriseNumber}`;
      const context = await chromium.newContext({ viewport: { width, height: 800 } });
      const page = await context.newPage();
      const complaints = complaintsOf(page);
      await visit(page, [`${admin}/sign-in`, setUp, `${admin}/set-up/dead`]);
      await submitEmpty(page, [`${admin}/sign-in`, setUp]);
      await be(karim, context);
      await visit(page, [admin, `${admin}/nope`]);
      await be(nadia, context);
      await visit(page, [admin, `${admin}?number=1`, request, `${admin}/access-requests/gone`, organisation]);
      await submitEmpty(page, [request, organisation]);
      const submission = await handled(`${admin}/submissions`);
      const acts = ['completion-request', 'decision', 'closing', 'payment'].map((act) => `${submission.path}/${act}`);
      await visit(page, [submission.path, `${submission.path}?document=${submission.photo}`, ...acts]);
      await visit(page, [`${submission.path}/assignment`, `${submission.path}/reopening`]);
      await submitEmpty(page, acts.slice(0, 3));
      await visit(page, [`${admin}/submissions`, await leftBehind(admin)]);
      assert.deepEqual(complaints, []);
      await context.close();
    });
  }
});

describe('the shortcuts of the list', () => {
  it('move between its rows, open one, and reach its first act, but never while one types or once switched off', async () => {
    const { visitor: nadia } = await signInColleague(portal, 'agent', ['festivities']);
    for (let count = 0; count < 2; count += 1) await filedRequest(portal);
    const context = await chromium.newContext();
    await be(nadia, context);
    const page = await context.newPage();
    const list = `${portal.origin}/fr/admin/submissions?view=unassigned`;
    await page.goto(list);
    const links = await page.locator('.requests__request a').evaluateAll((all) => all.map((one) => one.textContent));
    const focused = () => page.evaluate(() => document.activeElement?.textContent?.trim());
    for (const [key, place] of [
      ['j', 0],
      ['j', 1],
      ['k', 0],
    ] as const) {
      await page.keyboard.press(key);
      assert.equal(await focused(), links[place], key);
    }
    await page.keyboard.press('/');
    assert.equal(await page.evaluate(() => document.activeElement?.id), 'q');
    await page.keyboard.type('jko?/a');
    assert.equal(await page.locator('#q').inputValue(), 'jko?/a');
    await page.locator('h1').click();
    await page.keyboard.press('Shift+?');
    assert.equal(await page.locator('details[data-shortcuts]').getAttribute('open'), '');
    await assertAccessible(page);
    await page.locator('label[for="shortcuts"]').click();
    await page.goto(list);
    await page.keyboard.press('j');
    assert.notEqual(await focused(), links[0]);
    await page.locator('details[data-shortcuts] summary').click();
    await page.locator('label[for="shortcuts"]').click();
    await page.locator('h1').click();
    await page.keyboard.press('j');
    await Promise.all([page.waitForURL(/admin\/submissions\/\d/), page.keyboard.press('o')]);
    await page.keyboard.press('a');
    assert.equal(await focused(), 'Je m’en charge');
    assert.match(await page.locator('main').innerText(), /Introduite/);
    await context.close();
  });
});
