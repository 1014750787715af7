import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { type Person, signIn, signUp } from '../../../support/journeys.ts';
import { startPortal, type TestPortal } from '../../../support/portal.ts';
import { FROM_ANOTHER_SITE } from '../../../support/refusals.ts';
import { Visitor } from '../../../support/visitor.ts';

let portal: TestPortal;
let person: Person;
before(async () => {
  portal = await startPortal();
  person = (await signUp(portal)).person;
});

describe('a session', () => {
  it('ends with sign-out: the old cookie is worth nothing', async () => {
    const visitor = await signIn(portal, person);
    const old = visitor.cookie('session') ?? '';
    await visitor.open('/fr/my-space');
    await visitor.press('Se déconnecter');
    assert.equal(visitor.page.location, '/fr/sign-in?left=signed-out');
    assert.equal(visitor.page.headers.get('clear-site-data'), '"storage"');
    assert.equal(visitor.cookie('session'), undefined, 'the browser keeps the cookie of a session that is over');
    const thief = new Visitor(portal);
    thief.setCookie('session', old);
    assert.equal((await thief.open('/fr/my-space')).status, 303);
  });

  it('is not ended by a link: sign-out is a POST', async () => {
    const visitor = await signIn(portal, person);
    assert.equal((await visitor.open('/fr/sign-out')).status, 404);
    assert.equal((await visitor.open('/fr/my-space')).status, 200);
  });

  it('is not ended from another site, and sign-out without one leads to sign-in all the same', async () => {
    const visitor = await signIn(portal, person);
    await visitor.open('/fr/my-space');
    assert.equal((await visitor.press('Se déconnecter', FROM_ANOTHER_SITE)).status, 403);
    assert.equal((await visitor.open('/fr/my-space')).status, 200);
    assert.equal((await new Visitor(portal).post('/fr/sign-out', {})).location, '/fr/sign-in?left=signed-out');
  });
});
