import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { sql } from '../../../../src/platform/database.ts';
import { signIn, signUp, text } from '../../../support/journeys.ts';
import { follow, offers } from '../../../support/pages.ts';
import { startPortal, type TestPortal } from '../../../support/portal.ts';
import { assertAsksToSignIn, FROM_ANOTHER_SITE } from '../../../support/refusals.ts';

let portal: TestPortal;
before(async () => {
  portal = await startPortal();
});

describe('the sessions of an account', () => {
  it('are listed, and another one is ended, but never somebody else’s', async () => {
    const { visitor, person } = await signUp(portal);
    const elsewhere = await signIn(portal, person);
    const { visitor: stranger } = await signUp(portal);
    await visitor.open('/fr/account/sessions');
    assert.match(text(visitor.page.html), /Cette session/);
    const [, id = ''] = /name="signIn" value="([0-9a-f-]{36})"/.exec(visitor.page.html) ?? [];
    await stranger.post('/fr/account/sessions', { signIn: id });
    assert.equal((await elsewhere.open('/fr/my-space')).status, 200);
    await visitor.post('/fr/account/sessions', { signIn: id });
    assert.equal((await elsewhere.open('/fr/my-space')).status, 303);
    assert.equal((await visitor.post('/fr/account/sessions', { signIn: 'x' })).status, 404);
  });

  it('all end but this one with one button, which is there while another is open', async () => {
    const { visitor, person } = await signUp(portal);
    assert.ok(!text((await visitor.open('/fr/account/sessions')).html).includes('Fermer toutes les autres'));
    const others = [await signIn(portal, person), await signIn(portal, person)];
    await visitor.open('/fr/account/sessions');
    assert.equal((await visitor.press('Fermer toutes les autres sessions')).location, '/fr/account/sessions');
    await visitor.follow();
    assert.equal(visitor.page.html.match(/session--ended/g)?.length, 2);
    assert.ok(!text(visitor.page.html).includes('Fermer toutes les autres'));
    for (const other of others) assert.equal((await other.open('/fr/my-space')).status, 303);
  });

  it('are for somebody signed in, and end from this site only', async () => {
    await assertAsksToSignIn(portal, '/fr/account/sessions');
    const { visitor, person } = await signUp(portal);
    const elsewhere = await signIn(portal, person);
    await visitor.open('/fr/account/sessions');
    assert.equal((await visitor.press('Fermer toutes les autres sessions', FROM_ANOTHER_SITE)).status, 403);
    assert.equal((await elsewhere.open('/fr/my-space')).status, 200);
  });

  it('go back twelve months, twenty at a time, and end from the first page only', async () => {
    const { visitor, person } = await signUp(portal);
    await signIn(portal, person);
    await portal.app.db.transaction((tx) =>
      tx.run(sql`
        insert into sign_ins (citizen_id, signed_in_at, network, browser)
        select id, now() - n * interval '1 day', '192.0.2.1', 'Navigateur ' || n || '.'
        from citizens, generate_series(1, 30) n where email = ${person.email}`),
    );
    const seen = () => [...visitor.page.html.matchAll(/Navigateur (\d+)\./g)].map(([, n]) => Number(n));
    const days = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index);
    await visitor.open('/fr/account/sessions');
    assert.deepEqual(seen(), days(1, 18));
    assert.match(text(visitor.page.html), /Fermer toutes les autres sessions/);
    await follow(visitor, 'Plus anciens');
    assert.deepEqual(seen(), days(19, 30));
    assert.ok(!offers(visitor, 'Plus anciens') && !text(visitor.page.html).includes('Fermer toutes les autres'));
    await follow(visitor, 'Plus récents');
    assert.deepEqual(seen(), days(1, 18));
    await visitor.press('Fermer toutes les autres sessions');
    assert.equal(visitor.page.location, '/fr/account/sessions');
  });
});
