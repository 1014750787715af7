import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { chooseAtFas } from '../../../support/fas/at-fas.ts';
import { startForgedFas } from '../../../support/fas/forged-fas.ts';
import {
  CARD,
  CONFIRM,
  countRows,
  forgetPeople,
  knownNow,
  setOut,
  startPortalWithFas,
  tied,
} from '../../../support/fas/identify.ts';
import { signIn, signUp, text } from '../../../support/journeys.ts';
import { startPortal, type TestPortal } from '../../../support/portal.ts';
import { Visitor } from '../../../support/visitor.ts';

let portal: TestPortal;
before(async () => {
  portal = await startPortalWithFas();
});

/** Sets out from the sign-in page as somebody whom the portal does not know. */
async function atFas(next = '/fr/account'): Promise<{ visitor: Visitor; address: string }> {
  const visitor = new Visitor(portal);
  await visitor.open(`/fr/sign-in?next=${next}`);
  assert.match(text(visitor.page.html), /Se connecter avec ma carte/);
  await visitor.open(`/fr/identification/sign-in?next=${next}`);
  return { visitor, address: await setOut(visitor) };
}

async function comeBack(visitor: Visitor, back: URL): Promise<void> {
  await visitor.open(`${back.pathname}${back.search}`);
  await visitor.follow();
}

describe('« Se connecter avec ma carte »', () => {
  it('signs in to the tied account, identified, and leads to the page asked for', async () => {
    const { person } = await tied(portal);
    const { visitor, address } = await atFas();
    await comeBack(visitor, await chooseAtFas(address, CARD));
    assert.equal(visitor.page.url, '/fr/account');
    assert.equal(visitor.page.status, 200);
    assert.deepEqual((await knownNow(portal, person))?.means, 'eid');
  });

  it('takes two factors, as a code of CSAM is, and says so where the means is weaker', async () => {
    const { person } = await tied(portal);
    const { visitor, address } = await atFas();
    await comeBack(visitor, await chooseAtFas(address, 'Lucie Marie Lambert, SMS'));
    assert.equal(visitor.page.url, '/fr/account');
    assert.equal((await knownNow(portal, person))?.level, 2);
    const weak = await atFas();
    await comeBack(weak.visitor, await chooseAtFas(weak.address, 'Lucie Marie Lambert, Password'));
    assert.match(text(weak.visitor.page.html), /Ce moyen ne suffit pas pour vous connecter/);
    await weak.visitor.open('/fr/account');
    assert.equal(weak.visitor.page.status, 303);
  });

  it('is told apart from a sign-in by password in the history', async () => {
    const { person } = await tied(portal);
    const { visitor, address } = await atFas('/fr/account/sessions');
    await comeBack(visitor, await chooseAtFas(address, CARD));
    assert.match(text(visitor.page.html), /Connexion par carte d’identité \(eID\)/);
    await visitor.open('/nl/account/sessions');
    assert.match(text(visitor.page.html), /Aangemeld met identiteitskaart \(eID\).*Aangemeld met wachtwoord/);
    const byPassword = await signIn(portal, person);
    await byPassword.open('/fr/account/sessions');
    assert.match(text(byPassword.page.html), /Connexion par mot de passe.*Cette session/);
  });

  it('opens no account for a card that is tied to none, and says what to do', async () => {
    await forgetPeople(portal);
    const before = await countRows(portal, 'sign_ins');
    const { visitor, address } = await atFas();
    await comeBack(visitor, await chooseAtFas(address, CARD));
    assert.match(text(visitor.page.html), /Aucun compte ne s’ouvre avec cette carte/);
    assert.equal(await countRows(portal, 'sign_ins'), before);
  });

  it('says of a suspended account what the password says', async () => {
    const { person } = await tied(portal);
    await portal.app.db.pool.query("update citizens set status = 'suspended' where email = $1", [person.email]);
    const before = await countRows(portal, 'sign_ins');
    const { visitor, address } = await atFas();
    await comeBack(visitor, await chooseAtFas(address, CARD));
    assert.match(text(visitor.page.html), /Votre compte est suspendu/);
    assert.equal(await countRows(portal, 'sign_ins'), before);
  });

  it('leads back to sign in when one cancels, or when the means is too weak', async () => {
    await tied(portal);
    for (const [button, said] of [
      ['Cancel', /La connexion a été annulée/],
      ['Lucie Marie Lambert, Password', /Ce moyen ne suffit pas/],
    ] as const) {
      const { visitor, address } = await atFas();
      await comeBack(visitor, await chooseAtFas(address, button));
      assert.match(text(visitor.page.html), said);
      assert.match(visitor.page.html, /href="\/fr\/sign-in\?next=/);
    }
  });

  it('is answered in the browser that set out only, and once', async () => {
    await tied(portal);
    const { visitor, address } = await atFas();
    const back = await chooseAtFas(address, CARD);
    const before = await countRows(portal, 'sign_ins');
    const other = new Visitor(portal);
    await comeBack(other, back);
    assert.match(other.page.url, /^\/fr\/sign-in/);
    assert.equal(await countRows(portal, 'sign_ins'), before);
    await comeBack(visitor, back);
    assert.equal(visitor.page.url, '/fr/account');
    visitor.setCookie('session', 'nothing');
    await comeBack(visitor, back);
    assert.equal(await countRows(portal, 'sign_ins'), before + 1);
  });

  it('is refused the second time by the portal itself, whatever FAS does with the code', async () => {
    const forged = await startForgedFas();
    const lenient = await startPortal({ environment: forged.settings });
    const { visitor: owner } = await signUp(lenient);
    await owner.open('/fr/identification?next=/fr/account');
    await comeBack(owner, new URL(`/identification/callback?${forged.return(await setOut(owner))}`, lenient.origin));
    await owner.press(CONFIRM);
    const visitor = new Visitor(lenient);
    await visitor.open('/fr/identification/sign-in?next=/fr/account');
    const address = await setOut(visitor);
    const departure = visitor.cookie('card-sign-in') ?? '';
    const come = (by: Visitor) =>
      comeBack(by, new URL(`/identification/callback?${forged.return(address)}`, lenient.origin));
    await come(visitor);
    assert.equal(visitor.page.url, '/fr/account');
    const before = await countRows(lenient, 'sign_ins');
    const again = new Visitor(lenient);
    again.setCookie('card-sign-in', departure);
    await come(again);
    assert.match(text(again.page.html), /Cette identification n’est plus valable/);
    assert.equal(await countRows(lenient, 'sign_ins'), before);
    assert.ok(lenient.logged.some((line) => line.includes('"reason":"used-before"')));
  });

  it('never switches somebody who is signed in, nor identifies them', async () => {
    await tied(portal);
    const { address, visitor: setter } = await atFas();
    const back = await chooseAtFas(address, CARD);
    const { visitor, person } = await signUp(portal);
    const before = await countRows(portal, 'identifications');
    await comeBack(visitor, back);
    assert.equal(await knownNow(portal, person), null);
    assert.equal(await countRows(portal, 'identifications'), before);
    await comeBack(setter, back);
    assert.equal(setter.page.url, '/fr/account');
  });

  it('is not begun by a page of another site', async () => {
    const visitor = new Visitor(portal);
    await visitor.open('/fr/identification/sign-in/departure?next=/fr/account', { 'sec-fetch-site': 'cross-site' });
    assert.equal(visitor.page.location, '/fr/identification/sign-in?next=%2Ffr%2Faccount');
  });

  it('is not offered where the portal knows no FAS', async () => {
    const without = await startPortal();
    const visitor = new Visitor(without);
    await visitor.open('/fr/sign-in');
    assert.doesNotMatch(text(visitor.page.html), /avec ma carte/);
    for (const path of ['', '/departure']) {
      assert.equal((await visitor.open(`/fr/identification/sign-in${path}`)).status, 404);
    }
  });
});
