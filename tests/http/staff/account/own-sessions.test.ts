import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { sql } from '../../../../src/platform/database.ts';
import { text } from '../../../support/journeys.ts';
import { startPortal, type TestPortal } from '../../../support/portal.ts';
import { FROM_ANOTHER_SITE } from '../../../support/refusals.ts';
import { addColleague, signInAs, signInColleague } from '../../../support/staff.ts';

let portal: TestPortal;
before(async () => {
  portal = await startPortal();
});

const PATH = '/fr/admin/account/sessions';

async function twice() {
  const nadia = await addColleague(portal);
  const elsewhere = await signInAs(portal, nadia);
  portal.clock.advance(30);
  return { nadia, elsewhere, visitor: await signInAs(portal, nadia) };
}

describe('the sessions of a member of the staff', () => {
  it('are listed with browser, network and factor, and another one is ended, but never a colleague’s', async () => {
    const { visitor, elsewhere } = await twice();
    const { visitor: colleague } = await signInColleague(portal);
    await visitor.open(PATH);
    assert.match(text(visitor.page.html), /mot de passe et code.*Cette session.*Ouverte/);
    const [, id = ''] = /name="signIn" value="([0-9a-f-]{36})"/.exec(visitor.page.html) ?? [];
    await colleague.post(PATH, { signIn: id });
    assert.equal((await elsewhere.open('/fr/admin')).status, 200);
    assert.equal((await visitor.post(PATH, { signIn: id })).location, PATH);
    assert.equal((await elsewhere.open('/fr/admin')).status, 303);
    assert.equal((await visitor.post(PATH, { signIn: 'x' })).status, 404);
    assert.equal((await visitor.post(PATH, {})).status, 404);
    assert.equal((await visitor.post(PATH, { signIn: id }, FROM_ANOTHER_SITE)).status, 403);
  });

  it('all end but this one with one button', async () => {
    const { visitor, elsewhere } = await twice();
    await visitor.open(PATH);
    await visitor.press('Fermer toutes les autres sessions');
    assert.equal((await elsewhere.open('/fr/admin')).status, 303);
    assert.ok(!text((await visitor.follow()).html).includes('Fermer toutes les autres'));
    assert.equal((await visitor.open('/fr/admin')).status, 200);
  });

  it('are closed in the history after signing out, and the history goes back twenty at a time', async () => {
    const { visitor, elsewhere, nadia } = await twice();
    await elsewhere.open('/fr/admin');
    await elsewhere.press('Se déconnecter');
    await visitor.open(PATH);
    assert.equal(visitor.page.html.match(/session--ended/g)?.length, 1);
    await portal.app.db.transaction((tx) =>
      tx.run(sql`
        insert into staff_sign_ins (staff_member_id, signed_in_at, network, browser, factor)
        select ${nadia.id}, now() - n * interval '1 day', '192.0.2.1', 'Navigateur ' || n || '.', 'passkey'
        from generate_series(1, 30) n`),
    );
    await visitor.open(PATH);
    assert.equal(visitor.page.html.match(/session--/g)?.length, 20);
    const [, older = ''] = /href="([^"]*after=[^"]*)"/.exec(visitor.page.html) ?? [];
    assert.match(text((await visitor.open(older)).html), /Navigateur 30\. · clé d’accès/);
  });
});
