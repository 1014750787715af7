import assert from 'node:assert/strict';
import { before, beforeEach, describe, it } from 'node:test';
import { type ForgedFas, startForgedFas } from '../../../support/fas/forged-fas.ts';
import { CONFIRM, countRows, forgetPeople, setOut } from '../../../support/fas/identify.ts';
import { signUp, text } from '../../../support/journeys.ts';
import { startPortal, type TestPortal } from '../../../support/portal.ts';
import { Visitor } from '../../../support/visitor.ts';

/** How FAS names two people, a BIS number and two of the National Register. */
const [ONE, OTHER] = ['a'.repeat(40), 'b'.repeat(40)] as const;
const [BIS, NUMBER, NUMBER_OF_OTHER] = ['85473003317', '85073003328', '01031500207'] as const;
const NO_ACCOUNT = /Aucun compte ne s’ouvre avec cette carte/;

let forged: ForgedFas;
let portal: TestPortal;
before(async () => {
  forged = await startForgedFas();
  portal = await startPortal({ environment: forged.settings });
});
beforeEach(() => forgetPeople(portal));

type Card = { sub: string; egovNRN: string; surname?: string };

/** Goes to FAS from the open page, shows a card there, and comes back. */
async function show(visitor: Visitor, { sub, ...about }: Card): Promise<void> {
  forged.say({ token: { sub }, about: { sub, ...about } });
  await visitor.open(`/identification/callback?${forged.return(await setOut(visitor))}`);
  await visitor.follow();
}

async function tie(card: Card): Promise<void> {
  const { visitor } = await signUp(portal);
  await visitor.open('/fr/identification?next=/fr/account');
  await show(visitor, card);
  await visitor.press(CONFIRM);
}

async function signInWith(card: Card): Promise<string> {
  const visitor = new Visitor(portal);
  await visitor.open('/fr/identification/sign-in?next=/fr/account/identity');
  await show(visitor, card);
  return text(visitor.page.html);
}

describe('a card whose number is another than the one that is tied', () => {
  it('signs in the person whom FAS names the same, whose BIS number was replaced', async () => {
    await tie({ sub: ONE, egovNRN: BIS });
    const page = await signInWith({ sub: ONE, egovNRN: NUMBER, surname: 'Dubois' });
    assert.match(page, /Nom Dubois.*85\.07\.30-\*/);
    assert.match(await signInWith({ sub: OTHER, egovNRN: BIS }), NO_ACCOUNT);
  });

  it('opens no account where the number is of one person and the name that FAS gives of another', async () => {
    await tie({ sub: ONE, egovNRN: NUMBER });
    await tie({ sub: OTHER, egovNRN: NUMBER_OF_OTHER });
    const before = await countRows(portal, 'sign_ins');
    assert.match(await signInWith({ sub: ONE, egovNRN: NUMBER_OF_OTHER }), NO_ACCOUNT);
    assert.equal(await countRows(portal, 'sign_ins'), before);
  });
});
