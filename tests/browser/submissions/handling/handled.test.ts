import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { assertAccessible } from '../../../support/chromium/axe.ts';
import { complaintsOf, useChromium } from '../../../support/chromium/chromium.ts';
import { buttonOf, leave, pageOf, type Way } from '../../../support/chromium/ways.ts';
import { dayFromNow } from '../../../support/clocks/days.ts';
import { fillEventPermit } from '../../../support/drafts/drafts.ts';
import { confirmAddress, lucie, signUp } from '../../../support/journeys.ts';
import { linkIn, startPortal, type TestPortal } from '../../../support/portal.ts';
import { signInColleague } from '../../../support/staff.ts';
import { fileEventPermit } from '../../../support/submissions/filing.ts';
import { hurryNews } from '../../../support/submissions/handling.ts';
import { smallPdf } from '../../../support/submissions/papers.ts';

const WAYS: readonly Way[] = [
  { language: 'fr', width: 1280, script: true },
  { language: 'nl', width: 320, script: false },
];

let portal: TestPortal;
let chromium: Browser;
before(async () => {
  portal = await startPortal();
  chromium = await useChromium();
});

describe('a request from the list of the agents to the document that the commune issues', () => {
  for (const way of WAYS) {
    it(`in ${way.language} at ${way.width} px ${way.script ? 'with' : 'without'} script`, async () => {
      const { citizen, agent, reference, email } = await arrive(way);
      const complaints = [citizen, agent].map(complaintsOf);
      await askToComplete(agent, reference, way);
      await complete(citizen, { email, reference, way });
      const code = await acceptAndIssue(agent, reference, way);
      await download(citizen, { reference, code, way });
      await verify(code, way);
      await exportMonth(agent, reference, way);
      assert.deepEqual(complaints.flat(), []);
      for (const page of [citizen, agent]) await page.context().close();
    });
  }
});

describe('a street party filed at the desk', () => {
  it('for a known account is found by it in Mon espace', async () => {
    const way: Way = { language: 'nl', width: 1280, script: true };
    const t = textsOf(way);
    const { visitor, person } = await signUp(portal, lucie());
    await confirmAddress(visitor, person);
    const { visitor: nadia } = await signInColleague(portal);
    const agent = await pageOf(chromium, way, nadia);
    await agent.goto(`${portal.origin}/nl/admin/desk`);
    await assertAccessible(agent);
    await agent.locator('a[href="/nl/admin/desk/event-permit"]').click();
    await agent.locator('#person').fill(person.email);
    await agent.locator('[name="channel"][value="desk"]').check();
    await press(agent, t('web:word.continue'));
    const draft = new URL(agent.url()).pathname.replace(/\/[\w-]+$/, '');
    await fillEventPermit(nadia, draft.replace('/nl/', '/fr/'));
    await agent.goto(`${portal.origin}${draft}/check`);
    await assertAccessible(agent);
    for (const box of await agent.locator('input[name="declaration"]').all()) await box.check();
    await press(agent, t('submissions:check.filing'));
    const reference = agent.url().split('/').at(-1) ?? '';
    const citizen = await pageOf(chromium, way, visitor);
    await citizen.goto(`${portal.origin}/nl/my-space`);
    assert.ok((await citizen.locator('main').innerText()).includes(reference));
    for (const page of [citizen, agent]) await page.context().close();
  });
});

/** Lucie has filed a request, and Nadia stands before her list. */
async function arrive(way: Way) {
  const { visitor, person } = await signUp(portal, lucie({ firstName: 'Lucie' }));
  await confirmAddress(visitor, person);
  const reference = (await fileEventPermit(visitor)).split('/').at(-1) ?? '';
  const { visitor: nadia } = await signInColleague(portal);
  const citizen = await pageOf(chromium, way, visitor);
  const agent = await pageOf(chromium, way, nadia);
  await agent.goto(`${portal.origin}/${way.language}/admin/submissions`);
  return { citizen, agent, reference, email: person.email };
}

const textsOf = ({ language }: Way) => portal.app.texts[language];

const press = (page: Page, name: string): Promise<void> => leave(page, () => buttonOf(page, name).click());

/** Takes the request from the list, then asks for its plan again. */
async function askToComplete(agent: Page, reference: string, way: Way): Promise<void> {
  const t = textsOf(way);
  if (way.script) await assertAccessible(agent);
  await agent.getByRole('link', { name: reference, exact: true }).click();
  await press(agent, t('admin:assignment.take'));
  if (way.script) await assertAccessible(agent);
  await agent.getByRole('link', { name: t('admin:completion.open') }).click();
  await agent.locator('[name="fields"][value="plan"]').check();
  await agent.locator('#text').fill('Le plan est trop petit pour être lu.');
  if (way.script) await assertAccessible(agent);
  await press(agent, t('admin:completion.submit'));
  assert.match(await agent.locator('main').innerText(), new RegExp(t('submissions:status.to-complete')));
}

type Own = { email: string; reference: string; way: Way };

/** Follows the link of the mail, reads what is asked and sends another plan. */
async function complete(citizen: Page, { email, way }: Own): Promise<void> {
  const t = textsOf(way);
  await hurryNews(portal);
  const mail = await portal.mailTo(
    email,
    new RegExp(portal.app.texts.fr('notifications:submission-news.subject', { reference: '.*' })),
  );
  assert.ok(!mail.text.includes('trop petit'), 'a mail repeats nothing that was written');
  const link = new URL(linkIn(mail));
  assert.match(link.pathname, /\/completion$/);
  await citizen.goto(`${portal.origin}${link.pathname.replace(/^\/fr/, `/${way.language}`)}`);
  assert.match(await citizen.locator('main').innerText(), /Le plan est trop petit/);
  if (way.script) await assertAccessible(citizen);
  const file = { name: 'plan lisible.pdf', mimeType: 'application/pdf', buffer: smallPdf('plan') };
  await citizen.locator('input[type="file"][name="plan"]').setInputFiles(file);
  if (way.script) await citizen.getByText('plan lisible.pdf').first().waitFor();
  await press(citizen, t('submissions:completion.submit'));
  assert.match(
    await citizen.locator('.success').innerText(),
    new RegExp(t('submissions:notice.completed').slice(0, 20)),
  );
}

/** Reads what came, accepts, and issues a PDF. Returns the code of the document as it is written. */
async function acceptAndIssue(agent: Page, reference: string, way: Way): Promise<string> {
  const t = textsOf(way);
  await agent.goto(`${portal.origin}/${way.language}/admin/submissions/${reference}`);
  assert.match(await agent.locator('main').innerText(), /plan lisible\.pdf/);
  await agent.getByRole('link', { name: t('admin:decision.open') }).click();
  await agent.locator('[name="decision"][value="accept"]').check();
  await press(agent, t('admin:decision.submit'));
  await agent.getByRole('link', { name: t('admin:issue.open') }).click();
  if (way.script) await assertAccessible(agent);
  const file = { name: 'autorisation.pdf', mimeType: 'application/pdf', buffer: smallPdf('autorisation') };
  await agent.locator('input[type="file"][name="document"]').setInputFiles(file);
  await press(agent, t('admin:issue.submit'));
  assert.match(await agent.locator('main').innerText(), new RegExp(t('submissions:status.delivered')));
  return (await agent.locator('.issued__code').first().innerText()).trim();
}

async function download(citizen: Page, { reference, code, way }: { reference: string; code: string; way: Way }) {
  await citizen.goto(`${portal.origin}/${way.language}/submissions/${reference}`);
  assert.equal((await citizen.locator('.issued__code').first().innerText()).trim(), code);
  if (way.script) await assertAccessible(citizen);
  const [saved] = await Promise.all([
    citizen.waitForEvent('download'),
    citizen.getByRole('link', { name: 'autorisation.pdf' }).first().click(),
  ]);
  assert.deepEqual(await readFile(await saved.path()), smallPdf('autorisation'));
}

/** Somebody who holds the document, in a browser that was never here. */
async function verify(code: string, way: Way): Promise<void> {
  const stranger = await pageOf(chromium, way, null);
  await stranger.goto(`${portal.origin}/${way.language}/verification`);
  await stranger.locator('#code').fill(code.toLowerCase().replaceAll('-', ' '));
  await press(stranger, textsOf(way)('submissions:verification.submit'));
  const said = await stranger.locator('main').innerText();
  assert.match(said, new RegExp(textsOf(way)('submissions:verification.issued')));
  assert.ok(!said.includes('Lambert'), 'nobody is named');
  if (way.script) await assertAccessible(stranger);
  await stranger.context().close();
}

/** The list of this month, as a spreadsheet. */
async function exportMonth(agent: Page, reference: string, way: Way): Promise<void> {
  const today = dayFromNow(0);
  await agent.goto(
    `${portal.origin}/${way.language}/admin/submissions?view=all&from=${today.slice(0, 8)}01&to=${today}`,
  );
  const [saved] = await Promise.all([
    agent.waitForEvent('download'),
    agent.locator('a[href*="export.xlsx"]').first().click(),
  ]);
  const bytes = await readFile(await saved.path());
  assert.equal(bytes.subarray(0, 2).toString(), 'PK', reference);
}
