import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { assertAccessible } from '../../support/chromium/axe.ts';
import { complaintsOf, useChromium } from '../../support/chromium/chromium.ts';
import { type Hands, withKeyboard, withPointer } from '../../support/chromium/hands.ts';
import { buttonOf, pageOf, type Way } from '../../support/chromium/ways.ts';
import { confirmAddress, lucie, type Person, signIn, signUp } from '../../support/journeys.ts';
import { linkIn, startPortal, type TestPortal } from '../../support/portal.ts';
import { signInColleague } from '../../support/staff.ts';

type Call = { way: Way; hands: Hands; name: readonly [string, string]; said: string };
const CALLS: readonly Call[] = [
  {
    way: { language: 'fr', width: 1280, script: true },
    hands: withKeyboard,
    name: ['Éloïse', 'D’Hondt'],
    said: 'dhondt elo',
  },
  {
    way: { language: 'nl', width: 320, script: false },
    hands: withPointer,
    name: ['Marieke', 'Van den Broeck'],
    said: 'VANDENBRO',
  },
];
const NEW_PASSWORD = 'pamplemousse orange septante';
const PROOF = 'au 02 555 12 34';

let portal: TestPortal;
let chromium: Browser;
before(async () => {
  portal = await startPortal();
  chromium = await useChromium();
});

describe('the helpdesk helps somebody who calls, and they read what was done', () => {
  for (const call of CALLS) {
    const { way } = call;
    it(`in ${way.language} at ${way.width} px ${way.script ? 'by keyboard' : 'without script'}`, async () => {
      const person = await callerWhoForgot(call);
      const { visitor } = await signInColleague(portal, 'helpdesk');
      const karim = await pageOf(chromium, way, visitor);
      const citizen = await pageOf(chromium, way, null);
      const complaints = [karim, citizen].map(complaintsOf);
      await findCaller(karim, call, person);
      await sendLink(karim, call);
      await chooseNewPassword(citizen, call, person);
      await readHistory(citizen, call);
      assert.deepEqual(complaints.flat(), []);
      for (const page of [karim, citizen]) await page.context().close();
    });
  }
});

/** Somebody with a confirmed address, who has just given a wrong password twice. */
async function callerWhoForgot({ name: [firstName, lastName] }: Call): Promise<Person> {
  const person = lucie({ firstName, lastName });
  const { visitor } = await signUp(portal, person);
  await confirmAddress(visitor, person);
  for (let nth = 0; nth < 2; nth += 1) await signIn(portal, { ...person, password: 'pas le bon mot de passe' });
  return person;
}

const textsOf = ({ way }: Call) => portal.app.texts[way.language];
/** axe is a script itself. */
const judge = async (page: Page, { way }: Call) => way.script && assertAccessible(page);
const saidBy = (page: Page) => page.locator('main').innerText();

/** Finds the account by pieces of the name, and reads aloud where it stands. */
async function findCaller(karim: Page, call: Call, { email }: Person): Promise<void> {
  const { hands, name, said } = call;
  const t = textsOf(call);
  await karim.goto(`${portal.origin}/${call.way.language}/admin`);
  await judge(karim, call);
  const menu = karim.locator('.staff-menu summary');
  if (await menu.isVisible()) await menu.press('Enter');
  await hands.press(karim.getByRole('navigation').getByRole('link', { name: t('helpdesk:search.title'), exact: true }));
  await judge(karim, call);
  await hands.fill(karim.getByLabel(t('helpdesk:search.label')), said);
  await hands.press(buttonOf(karim, t('web:word.search')));
  await judge(karim, call);
  assert.ok(!(await saidBy(karim)).includes(email), 'an address that was not typed stands in the list');
  assert.ok(!karim.url().includes(said), 'what was typed stands in the address');
  await hands.press(karim.getByRole('link', { name: name.join(' ') }));
  await judge(karim, call);
  const sentences = await saidBy(karim);
  for (const sentence of [t('helpdesk:said.active'), t('helpdesk:said.refusals', { count: 2 })]) {
    assert.ok(sentences.includes(sentence), `${sentence}\n${sentences}`);
  }
}

/** Says what the person will get, before the reason, the proof and the button. */
async function sendLink(karim: Page, call: Call): Promise<void> {
  const { hands } = call;
  const t = textsOf(call);
  await hands.press(karim.getByRole('link', { name: t('helpdesk:act.password-reset.title') }));
  await judge(karim, call);
  const shown = await saidBy(karim);
  const places = [
    t('helpdesk:act.password-reset.told').split('\n')[0] ?? '',
    t('helpdesk:field.reason'),
    t('helpdesk:field.proof'),
    t('helpdesk:act.password-reset.submit'),
  ].map((words) => shown.indexOf(words));
  assert.ok(
    places.every((place, index) => place > (places[index - 1] ?? 0)),
    `${places}\n${shown}`,
  );
  await hands.press(buttonOf(karim, t('helpdesk:act.password-reset.submit')));
  await judge(karim, call);
  assert.ok((await saidBy(karim)).includes(t('helpdesk:error.proof.missing')), 'it was sent without a proof');
  await hands.choose(karim.getByLabel(t('helpdesk:reason.asked-by-phone')));
  await hands.choose(karim.getByLabel(t('helpdesk:proof.called-back')));
  await hands.fill(karim.getByLabel(t('helpdesk:field.proofWords')), PROOF);
  await hands.press(buttonOf(karim, t('helpdesk:act.password-reset.submit')));
  await judge(karim, call);
  const after = await saidBy(karim);
  assert.ok(after.includes('Karim Haddad') && after.includes(PROOF), 'colleagues read who did it, and the proof');
  assert.ok(!(await karim.content()).includes('/password-reset/'), 'the staff sees the link');
}

/** Follows the link of the mail and chooses a password, which lets in. */
async function chooseNewPassword(citizen: Page, call: Call, { email }: Person): Promise<void> {
  const { hands, way } = call;
  const t = textsOf(call);
  const link = new URL(linkIn(await portal.mailTo(email, /nouveau mot de passe/)));
  await citizen.goto(`${portal.origin}${link.pathname.replace(/^\/fr/, `/${way.language}`)}`);
  await judge(citizen, call);
  await hands.fill(citizen.locator('#password'), NEW_PASSWORD);
  await hands.fill(citizen.locator('#passwordConfirmation'), NEW_PASSWORD);
  await hands.press(buttonOf(citizen, t('web:word.save')));
  await judge(citizen, call);
  assert.match(citizen.url(), /\/my-space$/);
}

/** Reads what, why and that it was the helpdesk, by nobody's name. */
async function readHistory(citizen: Page, call: Call): Promise<void> {
  const t = textsOf(call);
  await citizen.goto(`${portal.origin}/${call.way.language}/account`);
  await call.hands.press(citizen.getByRole('link', { name: t('accounts:links.history.title') }));
  await judge(citizen, call);
  const read = await saidBy(citizen);
  for (const words of [
    t('helpdesk:done.password-reset'),
    t('helpdesk:history.by'),
    t('helpdesk:history.because', { reason: t('helpdesk:reason.asked-by-phone') }),
  ]) {
    assert.ok(read.includes(words), `${words}\n${read}`);
  }
  assert.ok(!read.includes('Karim') && !read.includes(PROOF));
}
