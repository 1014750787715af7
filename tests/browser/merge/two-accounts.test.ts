import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { twoAccounts } from '../../support/acts/merges.ts';
import { assertAccessible } from '../../support/chromium/axe.ts';
import { complaintsOf, useChromium } from '../../support/chromium/chromium.ts';
import { type Hands, withKeyboard, withPointer } from '../../support/chromium/hands.ts';
import { buttonOf, pageOf, type Way } from '../../support/chromium/ways.ts';
import { linkIn, startPortal, type TestPortal } from '../../support/portal.ts';
import { signInColleague } from '../../support/staff.ts';
import { insertSubmission } from '../../support/submissions/submitted.ts';

type Walk = { way: Way; hands: Hands };
const WALKS: readonly Walk[] = [
  { way: { language: 'fr', width: 1280, script: true }, hands: withKeyboard },
  { way: { language: 'nl', width: 320, script: false }, hands: withPointer },
];

let portal: TestPortal;
let chromium: Browser;
before(async () => {
  portal = await startPortal();
  chromium = await useChromium();
});

describe('somebody with two accounts brings them together', () => {
  for (const walk of WALKS) {
    const { way } = walk;
    it(`in ${way.language} at ${way.width} px ${way.script ? 'by keyboard' : 'without script'}`, async () => {
      const { kept, other } = await twoAccounts(portal);
      const { reference } = await insertSubmission(portal.app.db, { email: other.person.email });
      const lucie = await pageOf(chromium, way, kept.visitor);
      const colleagues: Page[] = [];
      for (let nth = 0; nth < 2; nth += 1) {
        const { visitor } = await signInColleague(portal, 'helpdesk');
        colleagues.push(await pageOf(chromium, way, visitor));
      }
      const complaints = [lucie, ...colleagues].map(complaintsOf);
      await askAndProve(lucie, walk, other.person.email);
      for (const [nth, colleague] of colleagues.entries()) await confirm(colleague, walk, nth === 0);
      await readWhatMoved(lucie, walk, reference);
      assert.deepEqual(complaints.flat(), []);
      for (const page of [lucie, ...colleagues]) await page.context().close();
    });
  }
});

const textsOf = ({ way }: Walk) => portal.app.texts[way.language];
const saidBy = (page: Page) => page.locator('main').innerText();

/** axe is a script itself; without it, only the width is judged. */
async function judge(page: Page, { way }: Walk): Promise<void> {
  if (way.script) await assertAccessible(page);
  const wide = await page.locator('html').evaluate(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth);
  assert.ok(!wide, `${page.url()} is wider than its window`);
}

/** Asks from the account page, opens the link of the mail in the same browser, and says that both are theirs. */
async function askAndProve(lucie: Page, walk: Walk, email: string): Promise<void> {
  const { hands, way } = walk;
  const t = textsOf(walk);
  await lucie.goto(`${portal.origin}/${way.language}/account`);
  await hands.press(lucie.getByRole('link', { name: t('accounts:links.merge.title') }));
  await judge(lucie, walk);
  await hands.fill(lucie.getByLabel(t('merge:field.email')), email);
  await hands.press(buttonOf(lucie, t('merge:submit')));
  await judge(lucie, walk);
  assert.ok((await saidBy(lucie)).includes(t('merge:waiting.mailbox.title')));
  const link = new URL(linkIn(await portal.mailTo(email, /Montrez que ce compte/)));
  await lucie.goto(`${portal.origin}${link.pathname.replace(/^\/fr/, `/${way.language}`)}`);
  await judge(lucie, walk);
  await hands.press(buttonOf(lucie, t('merge:link.submit')));
  await judge(lucie, walk);
  assert.ok((await saidBy(lucie)).includes(t('merge:waiting.colleagues')));
}

async function confirm(colleague: Page, walk: Walk, first: boolean): Promise<void> {
  const { hands, way } = walk;
  const t = textsOf(walk);
  await colleague.goto(`${portal.origin}/${way.language}/admin/citizens`);
  await hands.press(colleague.getByRole('link', { name: t('helpdesk:merges.title') }));
  await judge(colleague, walk);
  await hands.press(buttonOf(colleague, t(first ? 'merge:judging.confirm' : 'merge:judging.finish')));
  await judge(colleague, walk);
  assert.ok((await saidBy(colleague)).includes(t(first ? 'merge:judging.own' : 'merge:judging.empty')));
}

/** Finds the request of the other account among one's own, and reads what the helpdesk did. */
async function readWhatMoved(lucie: Page, walk: Walk, reference: string): Promise<void> {
  const { hands, way } = walk;
  const t = textsOf(walk);
  const filed = await lucie.goto(`${portal.origin}/${way.language}/submissions/${reference}`);
  assert.equal(filed?.status(), 200);
  await judge(lucie, walk);
  await lucie.goto(`${portal.origin}/${way.language}/account`);
  await hands.press(lucie.getByRole('link', { name: t('accounts:links.history.title') }));
  assert.ok((await saidBy(lucie)).includes(t('helpdesk:done.merge-done')));
}
