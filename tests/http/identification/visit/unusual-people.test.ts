import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { readyBirthCertificate } from '../../../support/fas/birth-certificate.ts';
import { type ForgedFas, startForgedFas } from '../../../support/fas/forged-fas.ts';
import { CONFIRM, forgetPeople } from '../../../support/fas/identify.ts';
import { showCard, UNUSUAL_PEOPLE } from '../../../support/fas/unusual-people.ts';
import { pdfTextAt } from '../../../support/files/pdf-text.ts';
import { text } from '../../../support/journeys.ts';
import { startPortal, type TestPortal } from '../../../support/portal.ts';
import { signInColleague } from '../../../support/staff.ts';
import { confirmedCitizen, fileDraft } from '../../../support/submissions/filing.ts';
import { decode, Visitor } from '../../../support/visitor.ts';

let forged: ForgedFas;
let portal: TestPortal;
let nadia: Visitor;
before(async () => {
  forged = await startForgedFas();
  portal = await startPortal({ environment: forged.settings });
  ({ visitor: nadia } = await signInColleague(portal, 'agent', ['civil-status']));
});

/** A long name is cut where a line ends: spaces say nothing here. */
const withoutSpaces = (words: string) => words.replace(/\s/g, '');
const wordsOf = ({ page }: Visitor) => withoutSpaces(text(decode(page.html)));

describe('somebody is named as their card says it, from the confirmation to the receipt, with', () => {
  for (const person of UNUSUAL_PEOPLE) {
    it(person.what, async () => {
      await forgetPeople(portal);
      const { visitor } = await confirmedCitizen(portal);
      const draft = await readyBirthCertificate(visitor);
      const name = withoutSpaces([person.firstName, person.lastName].filter((part) => part !== null).join(' '));
      const names = [person.firstName ?? 'Sans prénom', person.lastName].map(withoutSpaces);
      const assertNames = (words: string, expected: readonly string[], where: string) => {
        for (const one of [...expected, person.masked])
          assert.ok(words.includes(one), `${where} has no « ${one} »: ${words}`);
        const { url, html } = visitor.page;
        for (const shown of [words, url, html]) {
          assert.ok(!shown.replaceAll(/[.-]/g, '').includes(person.nationalNumber), where);
        }
      };
      await visitor.open(`/fr/identification?next=${draft}/check`);
      await showCard(visitor, forged, person);
      assert.match(visitor.page.url, /\/confirmation\//);
      assertNames(wordsOf(visitor), names, 'the confirmation');
      await visitor.press(CONFIRM);
      await visitor.open(`${draft}/check`);
      assert.ok(wordsOf(visitor).includes(withoutSpaces(`Votre identification est faite : ${name}, carte d’identité`)));
      const { location } = await fileDraft(visitor, draft);
      await visitor.open(location ?? '');
      assertNames(wordsOf(visitor), [`Aunomde${name}`], 'the page of the request');
      assertNames(withoutSpaces(await pdfTextAt(visitor, `${location}/receipt.pdf`)), [name], 'the receipt');
      await visitor.open('/fr/account/identity');
      assertNames(wordsOf(visitor), names, 'the account');
      await nadia.open((location ?? '').replace('/fr/', '/fr/admin/'));
      assertNames(wordsOf(nadia), [name], 'the page of the agent');
    });
  }
});

it('whoever has no first name signs in by the card, and is greeted as the account says', async () => {
  await forgetPeople(portal);
  const person = UNUSUAL_PEOPLE.find(({ firstName }) => firstName === null);
  assert.ok(person !== undefined);
  const { visitor } = await confirmedCitizen(portal);
  await visitor.open('/fr/identification?next=/fr/account');
  await showCard(visitor, forged, person);
  await visitor.press(CONFIRM);
  const other = new Visitor(portal);
  await other.open('/fr/identification/sign-in?next=/fr/account');
  await showCard(other, forged, person);
  assert.deepEqual([other.page.url, other.page.status], ['/fr/account', 200]);
});
