import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { localDateOf } from '../../../../src/domain/local-date.ts';
import { sealAuditDays } from '../../../../src/features/audit/chain/seal-audit-days.ts';
import { formatLocalDate } from '../../../../src/web/page/format.ts';
import { assertAccessible } from '../../../support/chromium/axe.ts';
import { complaintsOf, useChromium } from '../../../support/chromium/chromium.ts';
import { withPointer as hand } from '../../../support/chromium/hands.ts';
import { withPasskeyDevice } from '../../../support/chromium/passkey-device.ts';
import { buttonOf, leave, pageOf, type Way } from '../../../support/chromium/ways.ts';
import { linkIn, startPortal, type TestPortal } from '../../../support/portal.ts';
import { runCommand } from '../../../support/processes/command.ts';
import { STAFF_PASSWORD, signInColleague } from '../../../support/staff.ts';
import { newAddress } from '../../../support/visitor.ts';

type Walk = { way: Way; slug: string; email: string };
const WALKS: readonly Walk[] = [
  { way: { language: 'fr', width: 1280, script: true }, slug: 'event-permit', email: newAddress('yasmina') },
  { way: { language: 'nl', width: 320, script: true }, slug: 'terrace', email: newAddress('yasmina') },
];
const REASON = 'Congé annuel du service';

let portal: TestPortal;
let chromium: Browser;
before(async () => {
  portal = await startPortal();
  chromium = await useChromium();
});

const textsOf = ({ way }: Walk) => portal.app.texts[way.language];
const saidBy = (page: Page) => page.locator('main').innerText();
const at = ({ way }: Walk, path: string) => `${portal.origin}/${way.language}${path}`;

describe('an administrator invites an agent, closes a démarche for August and reads all of it in the audit log', () => {
  for (const walk of WALKS) {
    const { way } = walk;
    it(`in ${way.language} at ${way.width} px`, async () => {
      const { visitor } = await signInColleague(portal, 'administrator');
      const sofia = await pageOf(chromium, way, visitor);
      const agent = await pageOf(chromium, way, null);
      const complaints = [sofia, agent].map(complaintsOf);
      await invite(sofia, walk);
      await signInWithPasskey(agent, walk);
      await closeForAugust(sofia, walk);
      await readCatalogue(agent, walk);
      await readAuditLog(sofia, walk);
      assert.deepEqual(complaints.flat(), []);
      for (const page of [sofia, agent]) await page.context().close();
    });
  }
});

describe('the chain of the audit log', () => {
  it('is verified by the command, with the seal that the page shows for the day', async () => {
    const [way, now] = [WALKS[0]?.way ?? assert.fail(), portal.clock.now()];
    const tomorrow = new Date(now.getTime() + 86_400_000);
    await sealAuditDays({ db: portal.app.db, clock: { now: () => tomorrow } });
    const { visitor } = await signInColleague(portal, 'administrator');
    const sofia = await pageOf(chromium, way, visitor);
    await sofia.goto(`${portal.origin}/fr/admin/audit`);
    const shown = (await sofia.locator('.audit__hash').first().innerText()).split(/\s+/);
    const environment = { DATABASE_URL: portal.databaseUrl, DATA_DIR: portal.app.config.dataDirectory };
    const verify = (...options: string[]) => runCommand('src/commands/audit-verify.ts', { options, environment });
    const { code, said, complained } = await verify(localDateOf(now), ...shown);
    assert.equal(code, 0, complained);
    assert.ok(said.includes(shown.join('')), said);
    assert.equal((await verify(localDateOf(now), ...shown.toReversed())).code, 1);
    await sofia.context().close();
  });
});

describe('the August that an administrator closed', () => {
  it('is read by the public when it comes, with the day of opening', async () => {
    const [year] = augustToCome();
    const seconds = (Date.parse(`${year}-08-10T10:00:00Z`) - portal.clock.now().getTime()) / 1_000;
    portal.clock.advance(seconds);
    const page = await pageOf(chromium, WALKS[0]?.way ?? assert.fail(), null);
    for (const walk of WALKS) {
      await page.goto(at(walk, `/procedures/${walk.slug}`));
      const opens = formatLocalDate(`${year}-09-01`, walk.way.language);
      assert.match(await saidBy(page), new RegExp(textsOf(walk)('procedures:opening.paused', { date: opens })));
      await assertAccessible(page);
    }
  });
});

/** The year of the next August that has not begun, and that August's days. */
function augustToCome(): readonly [year: number, from: string, to: string] {
  const [year = '', month = ''] = localDateOf(portal.clock.now()).split('-');
  const coming = Number(month) < 8 ? Number(year) : Number(year) + 1;
  return [coming, `${coming}-08-01`, `${coming}-08-31`];
}

/** Fills in the form of the page of the staff: the person gets a mail, and the account says that it waits. */
async function invite(sofia: Page, walk: Walk): Promise<void> {
  const { way, email } = walk;
  const t = textsOf(walk);
  await sofia.goto(at(walk, '/admin'));
  const menu = sofia.locator('.staff-menu summary');
  if (await menu.isVisible()) await menu.press('Enter');
  await hand.press(sofia.getByRole('navigation').getByRole('link', { name: t('staff:accounts.title'), exact: true }));
  await assertAccessible(sofia);
  await hand.fill(sofia.locator('#firstName'), 'Yasmina');
  await hand.fill(sofia.locator('#lastName'), 'El Amrani');
  await hand.fill(sofia.locator('#email'), email);
  await hand.choose(sofia.locator(`[name="language"][value="${way.language}"]`));
  await hand.choose(sofia.locator('[name="roles"][value="agent"]'));
  await hand.choose(sofia.locator('[name="departments"][value="festivities"]'));
  await hand.press(buttonOf(sofia, t('staff:accounts.invite.submit')));
  await assertAccessible(sofia);
  const account = await saidBy(sofia);
  for (const words of ['Yasmina El Amrani', t('staff:account.status.invited')]) assert.ok(account.includes(words));
}

/** Follows the link of the mail, chooses a password, makes a passkey; signs out, and in again with it. */
async function signInWithPasskey(agent: Page, walk: Walk): Promise<void> {
  const { email } = walk;
  const t = textsOf(walk);
  const mail = await portal.mailTo(email, new RegExp(t('notifications:staff-invitation.subject')));
  await withPasskeyDevice(agent);
  await agent.goto(linkIn(mail));
  await assertAccessible(agent);
  await hand.fill(agent.locator('#password'), STAFF_PASSWORD);
  await hand.fill(agent.locator('#passwordConfirmation'), STAFF_PASSWORD);
  await hand.press(buttonOf(agent, t('staff:setUp.passkey.submit')));
  await agent.getByText(t('staff:notice.staff-set-up')).waitFor();
  await hand.press(buttonOf(agent, t('web:header.signOut')));
  await agent.goto(at(walk, '/admin/submissions'));
  await assertAccessible(agent);
  await leave(agent, () => buttonOf(agent, t('staff:signIn.passkey')).press('Enter'));
  assert.match(agent.url(), /\/admin\/submissions$/, 'where the agent wanted to go');
  await assertAccessible(agent);
}

/** Sets the first and the last day of August, and why; the page shows it as the version in force. */
async function closeForAugust(sofia: Page, walk: Walk): Promise<void> {
  const { slug, way } = walk;
  const t = textsOf(walk);
  const [year, from, to] = augustToCome();
  await sofia.goto(at(walk, '/admin/procedures'));
  await assertAccessible(sofia);
  await hand.press(sofia.locator(`main a[href$="/admin/procedures/${slug}"]`));
  await assertAccessible(sofia);
  await hand.choose(sofia.locator('[name="opening"][value="closed-between"]'));
  for (const [name, day] of [
    ['closedFrom', '1'],
    ['closedTo', '31'],
  ] as const) {
    await hand.fill(sofia.locator(`#${name}Day`), day);
    await hand.fill(sofia.locator(`#${name}Month`), '8');
    await hand.fill(sofia.locator(`#${name}Year`), String(year));
  }
  await hand.fill(sofia.locator('#closedTextFr'), 'Le service est en congé.');
  await hand.fill(sofia.locator('#closedTextNl'), 'De dienst is met verlof.');
  await hand.fill(sofia.locator('#reason'), REASON);
  await hand.press(buttonOf(sofia, t('admin:procedures.submit')));
  await assertAccessible(sofia);
  const days = { from: formatLocalDate(from, way.language), to: formatLocalDate(to, way.language) };
  const shown = await saidBy(sofia);
  for (const words of [t('admin:notice.procedure-changed'), t('admin:procedures.closedBetween', days), REASON]) {
    assert.ok(shown.includes(words), `${words}\n${shown}`);
  }
}

/** Says until which day the démarche is open, before August comes. */
async function readCatalogue(anybody: Page, walk: Walk): Promise<void> {
  const [year] = augustToCome();
  await anybody.goto(at(walk, `/procedures/${walk.slug}`));
  const until = formatLocalDate(`${year}-07-31`, walk.way.language);
  assert.ok((await saidBy(anybody)).includes(textsOf(walk)('procedures:opening.until', { date: until })));
}

/** Finds the invitation, the setting up, the signing in and the closing, each by what the log offers. */
async function readAuditLog(sofia: Page, walk: Walk): Promise<void> {
  const { email, slug } = walk;
  const t = textsOf(walk);
  await sofia.goto(at(walk, '/admin/audit'));
  await assertAccessible(sofia);
  await hand.fill(sofia.locator('#email'), email);
  await hand.press(buttonOf(sofia, t('audit:person.submit')));
  await assertAccessible(sofia);
  const byAgent = await saidBy(sofia);
  for (const act of ['staff-set-up', 'staff-signed-out', 'staff-signed-in'] as const) {
    assert.ok(byAgent.includes(t(`audit:event.${act}`)), `${act}\n${byAgent}`);
  }
  await sofia.goto(at(walk, `/admin/staff?q=${email}`));
  await hand.press(sofia.getByRole('link', { name: 'Yasmina El Amrani' }));
  await hand.press(sofia.getByRole('link', { name: t('staff:account.log.object') }));
  assert.ok((await saidBy(sofia)).includes(t('audit:event.staff-account-handled')));
  await sofia.goto(at(walk, '/admin/audit?act=procedure-changed'));
  await assertAccessible(sofia);
  const closed = sofia.locator('.session', { hasText: slug });
  assert.match(
    await closed.innerText(),
    new RegExp(`${t('audit:event.procedure-changed')}[\\s\\S]*${REASON}[\\s\\S]*Sofia Rossi`),
  );
}
