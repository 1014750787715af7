import { before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import type { Language } from '../../../src/domain/language.ts';
import type { Translate } from '../../../src/web/page/texts.ts';
import { assertAccessible } from '../../support/chromium/axe.ts';
import { useChromium } from '../../support/chromium/chromium.ts';
import { captchaAnswer } from '../../support/journeys.ts';
import { startPortal, type TestPortal } from '../../support/portal.ts';
import { linkInMail, type SmtpInbox, startSmtp } from '../../support/smtp.ts';
import { newAddress, PASSWORD } from '../../support/visitor.ts';

let portal: TestPortal;
let inbox: SmtpInbox;
let chromium: Browser;
before(async () => {
  inbox = await startSmtp();
  portal = await startPortal({ smtp: true, environment: { SMTP_URL: inbox.url } });
  chromium = await useChromium();
});

const NEW_PASSWORD = 'quatre lampes bleues marchent';

type Way = { language: Language; width: number; script: boolean; keyboard: boolean };
const WAYS: Way[] = [
  { language: 'fr', width: 1280, script: true, keyboard: false },
  { language: 'nl', width: 320, script: true, keyboard: false },
  { language: 'fr', width: 320, script: false, keyboard: false },
  { language: 'nl', width: 1280, script: false, keyboard: false },
  { language: 'fr', width: 1280, script: true, keyboard: true },
];

/** What a person does on a page: presses what is named, types in what is labelled, by mouse or by keyboard alone. */
class Person {
  readonly page: Page;
  readonly t: Translate;
  readonly #way: Way;
  constructor(page: Page, way: Way) {
    this.page = page;
    this.#way = way;
    this.t = portal.app.texts[way.language];
  }

  async press(role: 'link' | 'button', name: string): Promise<void> {
    const target = this.page.getByRole(role, { name, exact: true }).first();
    if (this.#way.keyboard) {
      await this.#tabTo((element) => element.evaluate((node) => node === document.activeElement), target);
      await target.press('Enter');
    } else {
      await target.click();
    }
    await this.page.waitForLoadState('load');
    await this.look();
  }

  async type(label: string, text: string): Promise<void> {
    const field = this.page.getByLabel(label, { exact: true });
    if (!this.#way.keyboard) return field.fill(text);
    await this.#tabTo((element) => element.evaluate((node) => node === document.activeElement), field);
    await this.page.keyboard.type(text);
  }

  /** On a phone the way out stands in the citizen's menu. */
  async signOut(): Promise<void> {
    if (this.#way.width < 960) await this.page.locator('.profile--citizen summary').click();
    await this.press('button', this.t('web:header.signOut'));
  }

  async look(): Promise<void> {
    if (this.#way.script) await assertAccessible(this.page);
  }

  async sees(text: string): Promise<void> {
    await this.page.getByText(text).first().waitFor();
  }

  async #tabTo(
    isThere: (element: ReturnType<Page['getByRole']>) => Promise<boolean>,
    target: ReturnType<Page['getByRole']>,
  ) {
    for (let presses = 0; presses < 60; presses += 1) {
      if (await isThere(target)) return;
      await this.page.keyboard.press('Tab');
    }
    throw new Error(`the keyboard does not reach ${target} on ${this.page.url()}`);
  }
}

async function arrive(way: Way): Promise<Person> {
  const context = await chromium.newContext({
    viewport: { width: way.width, height: 800 },
    javaScriptEnabled: way.script,
    locale: `${way.language}-BE`,
  });
  const page = await context.newPage();
  await page.goto(portal.origin);
  const person = new Person(page, way);
  await person.look();
  return person;
}

async function createAccount(person: Person, email: string): Promise<void> {
  const { t, page } = person;
  await person.press('link', t('web:header.mySpace'));
  await person.press('link', t('accounts:signIn.create'));
  await person.type(t('accounts:field.firstName'), 'Lucie');
  await person.type(t('accounts:field.lastName'), 'Lambert');
  await person.type(t('web:word.email'), email);
  await person.press('button', t('accounts:captcha.refresh'));
  await person.type(t('credentials:field.newPassword'), PASSWORD);
  await person.type(t('credentials:field.passwordConfirmation'), PASSWORD);
  await person.type(t('accounts:captcha.label'), await answerShown(page));
  await person.press('button', t('accounts:signUp.submit'));
  await person.sees(t('my-space:welcome', { name: 'Lucie' }));
}

async function answerShown(page: Page): Promise<string> {
  const challenge = await page.locator('[name=captchaChallenge]').getAttribute('value');
  return captchaAnswer(portal, `name="captchaChallenge" value="${challenge}"`);
}

async function confirmAddress(person: Person, email: string): Promise<void> {
  const { t, page } = person;
  await person.sees(t('my-space:confirm.title'));
  const mail = await inbox.mailTo(email, new RegExp(t('notifications:confirm-email.subject')));
  await page.goto(linkInMail(mail));
  await person.look();
  await person.press('button', t('accounts:confirm.submit'));
  await person.sees(t('accounts:notice.email-confirmed'));
}

async function resetPassword(person: Person, email: string): Promise<void> {
  const { t, page } = person;
  await person.signOut();
  await person.press('link', t('accounts:signIn.forgotten'));
  await person.type(t('web:word.email'), email);
  await person.press('button', t('accounts:reset.submit'));
  await person.sees(t('accounts:reset.sent.title'));
  const mail = await inbox.mailTo(email, new RegExp(t('notifications:reset-password.subject')));
  await page.goto(linkInMail(mail));
  await person.look();
  await person.type(t('credentials:field.newPassword'), NEW_PASSWORD);
  await person.type(t('credentials:field.passwordConfirmation'), NEW_PASSWORD);
  await person.press('button', t('web:word.save'));
  await person.sees(t('accounts:notice.password-changed'));
  await person.sees(t('my-space:welcome', { name: 'Lucie' }));
}

describe('from « Mon espace » to a dashboard, through the mails of a real SMTP server', () => {
  for (const way of WAYS) {
    const how = way.keyboard ? 'by keyboard alone' : way.script ? 'with script' : 'without script';
    it(`in ${way.language} at ${way.width} px ${how}`, async () => {
      const person = await arrive(way);
      const email = newAddress('lucie');
      await createAccount(person, email);
      await confirmAddress(person, email);
      await resetPassword(person, email);
      await person.page.context().close();
    });
  }
});

describe('Enter in a field of the sign-up page', () => {
  it('creates the account: the arrows of the captcha do not catch it', async () => {
    const person = await arrive({ language: 'fr', width: 1280, script: false, keyboard: false });
    await person.page.goto(`${portal.origin}/fr/sign-up`);
    const { t, page } = person;
    await person.type(t('accounts:field.firstName'), 'Lucie');
    await person.type(t('accounts:field.lastName'), 'Lambert');
    await person.type(t('web:word.email'), newAddress());
    await person.type(t('credentials:field.newPassword'), PASSWORD);
    await person.type(t('credentials:field.passwordConfirmation'), PASSWORD);
    await person.type(t('accounts:captcha.label'), await answerShown(page));
    await page.keyboard.press('Enter');
    await person.sees(t('my-space:welcome', { name: 'Lucie' }));
  });
});
