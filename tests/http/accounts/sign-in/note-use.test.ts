import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { chooseAtFas } from '../../../support/fas/at-fas.ts';
import { CARD, setOut, startPortalWithFas, tied } from '../../../support/fas/identify.ts';
import { idleFor, idlenessOf } from '../../../support/idle/idle-accounts.ts';
import { type Person, signIn, signUp } from '../../../support/journeys.ts';
import { deadlocks, untilWaiting } from '../../../support/locks.ts';
import { linkIn, type TestPortal } from '../../../support/portal.ts';
import { confirmedCitizen } from '../../../support/submissions/filing.ts';
import { Visitor } from '../../../support/visitor.ts';

let portal: TestPortal;
before(async () => {
  portal = await startPortalWithFas();
});
const idleDays = async (person: Person) => (await idlenessOf(portal, person)).idleDays;

describe('the day on which an account was last used', () => {
  it('is that of its making', async () => {
    const { person } = await signUp(portal);
    assert.equal(await idleDays(person), 0);
  });

  it('is today once its owner signs in by password', async () => {
    const { person } = await signUp(portal);
    await idleFor(portal, person, '3 days');
    await signIn(portal, { ...person, password: 'pas le bon mot de passe' });
    assert.equal(await idleDays(person), 3);
    await signIn(portal, person);
    assert.equal(await idleDays(person), 0);
  });

  it('is today once its owner signs in by the card', async () => {
    const { person } = await tied(portal);
    await idleFor(portal, person, '3 days');
    const visitor = new Visitor(portal);
    await visitor.open('/fr/identification/sign-in?next=/fr/account');
    const back = await chooseAtFas(await setOut(visitor), CARD);
    await visitor.open(`${back.pathname}${back.search}`);
    await visitor.follow();
    assert.equal(await idleDays(person), 0);
  });

  it('is today once its owner chose a password by a link', async () => {
    const { person } = await confirmedCitizen(portal);
    await idleFor(portal, person, '3 days');
    const visitor = new Visitor(portal);
    await visitor.open('/fr/password-reset');
    visitor.fill('Adresse e-mail', person.email);
    await visitor.press('Envoyer le lien');
    await visitor.open(new URL(linkIn(await portal.mailTo(person.email, /nouveau mot de passe/))).pathname);
    assert.equal(await idleDays(person), 3, 'a scanner opens links too');
    visitor.fill('Mot de passe', 'zwaluw-perron-17-linde').fill('Vérification', 'zwaluw-perron-17-linde');
    await visitor.press('Enregistrer');
    assert.equal(await idleDays(person), 0);
  });

  it('is today once a session that began before midnight is used, and is written once a day', async () => {
    const { visitor, person } = await signUp(portal);
    const written = async () => {
      const { rows } = await portal.app.db.pool.query('select xmin from citizens where email = $1', [person.email]);
      return rows[0].xmin;
    };
    await portal.app.db.pool.query('update citizens set last_signed_in_on = last_signed_in_on - 1 where email = $1', [
      person.email,
    ]);
    await visitor.open('/fr/my-space');
    assert.equal(await idleDays(person), 0);
    const first = await written();
    await visitor.open('/fr/my-space');
    await signIn(portal, person);
    assert.equal(await written(), first);
  });

  it('is written by sign-ins of two known browsers at once, of which none waits for another for ever', async () => {
    const { person } = await signUp(portal);
    const visitors = [await signIn(portal, person), await signIn(portal, person)];
    await idleFor(portal, person, '3 days');
    const before = await deadlocks(portal);
    const holder = await portal.app.db.pool.connect();
    await holder.query('begin');
    await holder.query('select from citizens where email = $1 for update', [person.email]);
    const signedIn = visitors.map(async (visitor) => {
      await visitor.open('/fr/sign-in');
      visitor.fill('Adresse e-mail', person.email).fill('Mot de passe', person.password);
      return (await visitor.press('Connecter')).location;
    });
    await untilWaiting(portal.app.db, 2);
    await holder.query('commit');
    holder.release();
    assert.deepEqual(new Set(await Promise.all(signedIn)), new Set(['/fr/my-space']));
    assert.equal(await deadlocks(portal), before);
    assert.equal(await idleDays(person), 0);
  });
});
