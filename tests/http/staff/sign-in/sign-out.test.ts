import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { text } from '../../../support/journeys.ts';
import { startPortal, type TestPortal } from '../../../support/portal.ts';
import { FROM_ANOTHER_SITE } from '../../../support/refusals.ts';
import { signInColleague } from '../../../support/staff.ts';
import { Visitor } from '../../../support/visitor.ts';

let portal: TestPortal;
before(async () => {
  portal = await startPortal();
});

describe('a session of the staff', () => {
  it('ends with sign-out, which is a POST: the old cookie is worth nothing', async () => {
    const { visitor } = await signInColleague(portal);
    const old = visitor.cookie('staff-session') ?? '';
    assert.equal((await visitor.open('/fr/admin/sign-out')).status, 404);
    await visitor.open('/fr/admin');
    await visitor.press('Se déconnecter');
    assert.equal(visitor.page.location, '/fr/admin/sign-in?left=signed-out');
    assert.equal(visitor.page.headers.get('clear-site-data'), '"storage"');
    assert.equal(visitor.cookie('staff-session'), undefined, 'the browser keeps the cookie of a session that is over');
    await visitor.follow();
    assert.match(text(visitor.page.html), /La session est fermée/);
    const thief = new Visitor(portal);
    thief.setCookie('staff-session', old);
    assert.equal((await thief.open('/fr/admin')).status, 303);
    assert.equal((await thief.post('/fr/admin/sign-out', {})).status, 303);
  });

  it('is not ended from another site', async () => {
    const { visitor } = await signInColleague(portal);
    await visitor.open('/fr/admin');
    assert.equal((await visitor.press('Se déconnecter', FROM_ANOTHER_SITE)).status, 403);
    assert.equal((await visitor.open('/fr/admin')).status, 200);
  });
});
