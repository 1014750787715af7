import assert from 'node:assert/strict';
import { before, beforeEach, describe, it } from 'node:test';
import { chooseAtFas } from '../../../support/fas/at-fas.ts';
import {
  CARD,
  CONFIRM,
  countRows,
  forgetPeople,
  identifyAs,
  setOut,
  startPortalWithFas,
} from '../../../support/fas/identify.ts';
import { confirmAddress, lucie, signUp, text } from '../../../support/journeys.ts';
import type { TestPortal } from '../../../support/portal.ts';
import { beginProfile, createProfile, forgetOrganisations } from '../../../support/profiles.ts';
import type { Visitor } from '../../../support/visitor.ts';

/** Of the two organisations for which the Lucie of the development FAS may act, the first. */
const NUMBER = '1999000150';
const PAGE = `/fr/profiles/${NUMBER}/organisation`;
let portal: TestPortal;
before(async () => {
  portal = await startPortalWithFas();
});
beforeEach(async () => {
  await forgetPeople(portal);
  await forgetOrganisations(portal);
});

async function account(firstName: string) {
  const { visitor, person } = await signUp(portal, lucie({ firstName }));
  await confirmAddress(visitor, person);
  return { visitor, person };
}

/** Follows the way of the open page to FAS, chooses there, and comes back. */
async function showMandate(visitor: Visitor, button: string): Promise<void> {
  const [, href = ''] = /href="([^"]+identification\?next[^"]+)"/.exec(visitor.page.html) ?? [];
  assert.notEqual(href, '', `no mandate to show on ${visitor.page.url}`);
  await visitor.open(href.replaceAll('&amp;', '&').replaceAll('&#38;', '&'));
  const address = await setOut(visitor);
  assert.match(decodeURIComponent(address), /fas:enterprise:Level400/);
  const back = await chooseAtFas(address, button);
  await visitor.open(`${back.pathname}${back.search}`);
  await visitor.follow();
}

const stateOf = async () =>
  (await portal.app.db.pool.query('select state from organisations where enterprise_number = $1', [NUMBER])).rows[0]
    .state;
const roleOf = async (email: string) =>
  (
    await portal.app.db.pool.query(
      'select role from memberships join citizens on citizens.id = citizen_id where citizens.email = $1 and ended_at is null',
      [email],
    )
  ).rows[0]?.role ?? null;

describe('a mandate shown by the card', () => {
  it('verifies the organisation of its manager, who reads it in the history', async () => {
    const { visitor } = await account('Lucie');
    await createProfile(visitor, NUMBER);
    await visitor.open(PAGE);
    await showMandate(visitor, `${CARD}, ${NUMBER}`);
    await visitor.press(CONFIRM);
    await visitor.follow();
    assert.equal(visitor.page.url, PAGE);
    assert.equal(await stateOf(), 'verified');
    assert.ok(!visitor.page.html.includes('/identification?'));
    assert.match(text((await visitor.open(`/fr/profiles/${NUMBER}/history`)).html), /Vérifié/);
  });

  it('lets in, as a manager, somebody whose request nobody has answered', async () => {
    const owner = await account('Paula');
    await createProfile(owner.visitor, NUMBER);
    const { visitor, person } = await account('Lucie');
    await beginProfile(visitor, NUMBER);
    await visitor.follow();
    await visitor.post(visitor.page.url, { jobTitle: 'director' });
    await visitor.open(`/fr/profiles/${NUMBER}/access-request`);
    await showMandate(visitor, `${CARD}, ${NUMBER}`);
    await visitor.press(CONFIRM);
    assert.equal(await roleOf(person.email), 'manager');
    assert.equal(await stateOf(), 'verified');
    assert.equal((await visitor.open(`/fr/profiles/${NUMBER}/members`)).status, 200);
    assert.equal(await roleOf(owner.person.email), 'manager');
  });

  it('for another organisation, or for none, is refused and said, and changes nothing', async () => {
    const { visitor } = await account('Lucie');
    await createProfile(visitor, NUMBER);
    for (const button of [`${CARD}, 1999000249`, CARD]) {
      await visitor.open(PAGE);
      await showMandate(visitor, button);
      assert.match(text(visitor.page.html), /Votre mandat pour cette organisation n’a pas été trouvé/);
      assert.equal(await stateOf(), 'claimed');
      assert.equal(await countRows(portal, 'identities'), 0);
    }
  });

  it('of somebody who is neither a member nor waits to be one changes nothing, whatever address they typed', async () => {
    const owner = await account('Paula');
    await createProfile(owner.visitor, NUMBER);
    const { visitor, person } = await account('Lucie');
    await identifyAs(visitor, `${CARD}, ${NUMBER}`, { next: PAGE });
    if (visitor.page.html.includes(CONFIRM)) await visitor.press(CONFIRM).then(() => visitor.follow());
    assert.match(text(visitor.page.html), /Votre mandat pour cette organisation n’a pas été trouvé/);
    assert.deepEqual([await stateOf(), await roleOf(person.email)], ['claimed', null]);
    assert.equal(await countRows(portal, 'identities'), 0);
  });

  it('leaves a profile that the commune contests to the commune', async () => {
    const { visitor } = await account('Lucie');
    await createProfile(visitor, NUMBER);
    await visitor.open(PAGE);
    await portal.app.db.pool.query(`update organisations set state = 'contested'`);
    await showMandate(visitor, `${CARD}, ${NUMBER}`);
    await visitor.press(CONFIRM);
    assert.equal(await stateOf(), 'contested');
    assert.ok(!(await visitor.open(PAGE)).html.includes('/identification?'));
  });
});

it('an identification for oneself is worth no mandate', async () => {
  const { visitor } = await account('Lucie');
  await createProfile(visitor, NUMBER);
  await identifyAs(visitor, CARD);
  await visitor.press(CONFIRM);
  assert.equal(await stateOf(), 'claimed');
});
