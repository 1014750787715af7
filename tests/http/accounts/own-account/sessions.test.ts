import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { signIn, signUp, text } from '../../../support/journeys.ts';
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
});
