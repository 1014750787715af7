import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { useChromium } from '../../support/chromium/chromium.ts';
import { leave, pageOf, type Way } from '../../support/chromium/ways.ts';
import { captchaAnswer, lucie } from '../../support/journeys.ts';
import { linkIn, startPortal, type TestPortal } from '../../support/portal.ts';
import { sharedProfile } from '../../support/profiles.ts';

const WORDS = {
  fr: {
    mail: /vous invite/,
    create: 'Créer un compte',
    fields: ['Prénom', 'Nom', 'Adresse e-mail', 'Mot de passe', 'Vérification', 'Recopiez les 4 chiffres'],
    submit: 'Créer un compte',
    title: 'Rejoindre un profil',
    join: 'Rejoindre',
    joined: 'Vous avez rejoint le profil.',
  },
  nl: {
    mail: /uitgenodigd/,
    create: 'Een account aanmaken',
    fields: ['Voornaam', 'Naam', 'E-mailadres', 'Wachtwoord', 'Bevestiging', 'Neem de 4 cijfers'],
    submit: 'Een account aanmaken',
    title: 'Lid worden van een profiel',
    join: 'Lid worden',
    joined: 'U bent lid van het profiel.',
  },
} as const;
const WAYS: readonly Way[] = [
  { language: 'fr', width: 320, script: false },
  { language: 'fr', width: 1280, script: true },
  { language: 'nl', width: 320, script: false },
  { language: 'nl', width: 1280, script: true },
];

let portal: TestPortal;
let chromium: Browser;
before(async () => {
  portal = await startPortal();
  chromium = await useChromium();
});

describe('somebody invited without an account, with the keyboard alone, is a member after one mail, one form and one press', () => {
  for (const way of WAYS) {
    it(`in ${way.language} at ${way.width} px ${way.script ? 'with' : 'without'} script`, async () => {
      const words = WORDS[way.language];
      const { number, owner } = await sharedProfile(portal);
      const person = lucie({ firstName: 'Jan', lastName: 'Peeters' });
      await owner.visitor.post(`/${way.language}/profiles/${number}/members/invite`, {
        email: person.email,
        role: 'member',
      });
      const link = linkIn(await portal.mailTo(person.email, words.mail));
      const page = await pageOf(chromium, way, null);
      await page.goto(link);
      await page.getByRole('main').getByRole('link', { name: words.create }).focus();
      await leave(page, () => page.keyboard.press('Enter'));
      const [firstName, lastName, email, password, again, digits] = words.fields;
      assert.equal(await page.getByLabel(email).inputValue(), person.email);
      for (const [label, typed] of [
        [firstName, person.firstName],
        [lastName, person.lastName],
        [password, person.password],
        [again, person.password],
        [digits, captchaAnswer(portal, await page.content())],
      ] as const) {
        await page.getByLabel(label, { exact: label === lastName || label === password }).focus();
        await page.keyboard.type(typed);
      }
      await leave(page, () => page.keyboard.press('Enter'));
      await page.getByRole('heading', { name: words.title }).waitFor();
      await page.getByRole('button', { name: words.join }).focus();
      await leave(page, () => page.keyboard.press('Enter'));
      await page.getByText(words.joined).waitFor();
      await page.context().close();
    });
  }
});
