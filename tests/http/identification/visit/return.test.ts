import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { chooseAtFas } from '../../../support/fas/at-fas.ts';
import {
  CARD,
  countRows,
  forgetPeople,
  identifyAs,
  knownNow,
  setOut,
  startPortalWithFas,
  tied,
} from '../../../support/fas/identify.ts';
import { signIn, signUp, text } from '../../../support/journeys.ts';
import type { TestPortal } from '../../../support/portal.ts';

let portal: TestPortal;
before(async () => {
  portal = await startPortalWithFas();
});

describe('the way back', () => {
  it('leads where one was when one cancels, and says so', async () => {
    const { visitor } = await signUp(portal);
    await identifyAs(visitor, 'Cancel');
    assert.equal(visitor.page.url, '/fr/my-space');
    assert.match(text(visitor.page.html), /a été annulée/);
  });

  it('leads each of two tabs to its own page', async () => {
    const { visitor } = await tied(portal);
    const setOutFor = async (next: string) => {
      await visitor.open(`/fr/identification?next=${next}`);
      return setOut(visitor);
    };
    const tabs = [await setOutFor('/fr/account'), await setOutFor('/fr/my-space')];
    const backs = await Promise.all(tabs.map((address) => chooseAtFas(address, CARD)));
    for (const [index, next] of ['/fr/account', '/fr/my-space'].entries()) {
      await visitor.open(`${backs[index]?.pathname}${backs[index]?.search}`);
      await visitor.follow();
      assert.equal(visitor.page.url, next);
    }
  });

  it('leads who was signed out meanwhile to sign in, and then to the same page', async () => {
    const { visitor, person } = await tied(portal);
    await visitor.open('/fr/identification?next=/fr/account');
    const back = await chooseAtFas(await setOut(visitor), CARD);
    visitor.setCookie('session', 'nothing');
    await visitor.open(`${back.pathname}${back.search}`);
    await visitor.follow();
    assert.match(visitor.page.url, /^\/fr\/sign-in\?next=/);
    visitor.fill('Adresse e-mail', person.email).fill('Mot de passe', person.password);
    await visitor.press('Connecter');
    await visitor.follow();
    assert.match(text(visitor.page.html), /Votre session avait pris fin/);
    const again = await chooseAtFas(await setOut(visitor), CARD);
    await visitor.open(`${again.pathname}${again.search}`);
    await visitor.follow();
    assert.equal(visitor.page.url, '/fr/account');
  });
});

describe('a later identification', () => {
  it('of the same person asks nothing more', async () => {
    const { visitor } = await tied(portal);
    await identifyAs(visitor, 'Lucie Marie Lambert, itsme');
    assert.match(text(visitor.page.html), /Votre identification est faite/);
    assert.equal(visitor.page.url, '/fr/my-space');
  });

  it('with the card of somebody else is refused and said, and changes nothing', async () => {
    const { visitor, person } = await tied(portal);
    const before = await countRows(portal, 'identifications');
    await identifyAs(visitor, 'Jan Peeters, eID');
    assert.match(text(visitor.page.html), /celle d’une autre personne/);
    assert.equal(await countRows(portal, 'identifications'), before);
    assert.equal((await knownNow(portal, person))?.lastName, 'Lambert');
    assert.match(portal.logged.join('\n'), /"reason":"another-person"/);
  });
});

describe('the level', () => {
  it('too low is refused and said, with nothing changed', async () => {
    await forgetPeople(portal);
    const { visitor, person } = await signUp(portal);
    await identifyAs(visitor, 'Lucie Marie Lambert, Password');
    assert.match(text(visitor.page.html), /Ce moyen ne suffit pas/);
    await identifyAs(visitor, 'Lucie Marie Lambert, SMS', { level: 3 });
    assert.match(text(visitor.page.html), /Ce moyen ne suffit pas/);
    assert.equal(await knownNow(portal, person), null);
    assert.equal(await countRows(portal, 'identities'), 0);
  });

  it('holds a quarter of an hour, in this session only', async () => {
    const { person } = await tied(portal);
    assert.equal((await knownNow(portal, person))?.level, 3);
    await signIn(portal, person);
    assert.equal(await knownNow(portal, person), null);
    const again = await tied(portal);
    portal.clock.advance(16 * 60);
    try {
      assert.equal(await knownNow(portal, again.person), null);
    } finally {
      portal.clock.advance(-16 * 60);
    }
    assert.equal((await knownNow(portal, again.person))?.level, 3);
  });
});
