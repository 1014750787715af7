import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import {
  CARD,
  CONFIRM,
  countRows,
  forgetPeople,
  identifyAs,
  knownNow,
  startPortalWithFas,
  tied,
} from '../../../support/fas/identify.ts';
import { signUp, text } from '../../../support/journeys.ts';
import type { TestPortal } from '../../../support/portal.ts';

let portal: TestPortal;
before(async () => {
  portal = await startPortalWithFas();
});

describe('the first identification', () => {
  it('shows the card beside the account, keeps nothing before one agrees, and then leads back', async () => {
    await forgetPeople(portal);
    const { visitor, person } = await signUp(portal);
    await identifyAs(visitor, CARD);
    const page = text(visitor.page.html);
    for (const said of [
      /Carte : Lucie Marie/,
      /Compte : Lucie/,
      /85\.07\.30-\*\*\*\.\*\*/,
      /carte d’identité \(eID\)/,
    ]) {
      assert.match(page, said);
    }
    assert.equal(await knownNow(portal, person), null);
    await visitor.press(CONFIRM);
    assert.equal(visitor.page.location, '/fr/my-space');
    await visitor.follow();
    assert.match(text(visitor.page.html), /Votre identification est faite/);
    const found = await knownNow(portal, person);
    assert.deepEqual(
      [found?.level, found?.means, found?.firstName, found?.nationalNumber],
      [3, 'eid', 'Lucie Marie', '85073099734'],
    );
  });

  it('is told by mail to the owner of the account, without a name or a number, and audited', async () => {
    const { visitor, person } = await tied(portal);
    const mail = await portal.mailTo(person.email, /carte d’identité est liée/);
    assert.doesNotMatch(`${mail.subject} ${mail.text}`, /Lambert|85\.?07/);
    await visitor.open('/fr/account/identity');
    visitor.fill('Mot de passe actuel', person.password);
    await visitor.press('Délier mon identité');
    const { rows } = await portal.app.db.pool.query(
      `select audit_events.name, details from audit_events join citizens on citizens.id = citizen_id
       where email = $1 and audit_events.name like 'identi%' order by audit_events.id`,
      [person.email],
    );
    assert.deepEqual(rows, [
      { name: 'identity-tied', details: {} },
      { name: 'identified', details: { level: 3, means: 'eid' } },
      { name: 'identity-untied', details: {} },
    ]);
  });

  it('agreed to twice is made once', async () => {
    await forgetPeople(portal);
    const { visitor } = await signUp(portal);
    await identifyAs(visitor, CARD);
    const before = await countRows(portal, 'identifications');
    const { url } = visitor.page;
    await Promise.all([visitor.post(url, {}), visitor.post(url, {})]);
    assert.equal((await visitor.post(url, {})).location, '/fr/my-space');
    assert.equal((await countRows(portal, 'identifications')) - before, 1);
  });

  it('is nobody else’s: another citizen finds no such page', async () => {
    await forgetPeople(portal);
    const { visitor } = await signUp(portal);
    await identifyAs(visitor, CARD);
    const { url } = visitor.page;
    const other = (await signUp(portal)).visitor;
    assert.equal((await other.open(url)).status, 404);
    assert.equal((await other.post(url, {})).status, 404);
    assert.equal((await other.open('/fr/identification/confirmation/nothing')).status, 404);
  });

  it('is of people without a first name too', async () => {
    const { person } = await tied(portal, 'Suryani, eID');
    const found = await knownNow(portal, person);
    assert.deepEqual([found?.firstName, found?.lastName], [null, 'Suryani']);
  });

  it('of a person who has another account leads to a way out, and does not say whose it is', async () => {
    const first = await tied(portal);
    const { visitor, person } = await signUp(portal);
    await identifyAs(visitor, CARD);
    assert.match(text(visitor.page.html), /Vous avez déjà un autre compte/);
    assert.ok(!visitor.page.html.includes(first.person.email));
    assert.match(visitor.page.html, /href="\/fr\/account\/merge"/);
    assert.match(text(visitor.page.html), /déconnectez-vous, puis choisissez « Se connecter avec ma carte »/);
    assert.equal(await knownNow(portal, person), null);
    assert.match(portal.logged.join('\n'), /"reason":"tied-elsewhere"/);
  });
});
