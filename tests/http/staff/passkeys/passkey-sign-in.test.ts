import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { sql } from '../../../../src/platform/database.ts';
import { text } from '../../../support/journeys.ts';
import { startPortal, type TestPortal } from '../../../support/portal.ts';
import { FROM_ANOTHER_SITE } from '../../../support/refusals.ts';
import { type Colleague, signInAs, signInColleague } from '../../../support/staff.ts';
import { auditOf } from '../../../support/staff-account/audit-of.ts';
import { Authenticator } from '../../../support/staff-account/authenticator.ts';
import { addPasskey, PASSKEYS, signInByPasskey } from '../../../support/staff-account/passkeys.ts';
import { Visitor } from '../../../support/visitor.ts';

let portal: TestPortal;
before(async () => {
  portal = await startPortal();
});

const SIGN_IN = '/fr/admin/sign-in/passkey';
const run = (query: ReturnType<typeof sql>) => portal.app.db.transaction((tx) => tx.run(query));

async function withPasskey(): Promise<{ nadia: Colleague; device: Authenticator }> {
  const { visitor, colleague } = await signInColleague(portal);
  const device = new Authenticator(portal.origin);
  await addPasskey(visitor, device, 'clé');
  return { nadia: colleague, device };
}

describe('signing in with a passkey', () => {
  it('takes one answer, leads where one was going, and is written down', async () => {
    const { nadia, device } = await withPasskey();
    const visitor = new Visitor(portal);
    const options = JSON.parse((await visitor.post(`${SIGN_IN}/challenge`, {})).html);
    assert.deepEqual([options.rpId, options.allowCredentials, options.userVerification], ['localhost', [], 'required']);
    const answer = { next: PASSKEYS, credential: device.get(options) };
    assert.equal((await visitor.post(SIGN_IN, answer)).location, PASSKEYS);
    assert.ok(!text((await visitor.follow()).html).includes('Dernière utilisation : jamais'));
    assert.match(text((await visitor.open('/fr/admin/account/sessions')).html), /· clé d’accès/);
    assert.equal((await auditOf(portal, nadia)).at(-1), 'staff-signed-in');
    const elsewhere = await signInByPasskey(new Visitor(portal), device);
    assert.equal(elsewhere.location, '/fr/admin');
    assert.equal((await visitor.post(SIGN_IN, { ...answer, next: 'https://exemple.be' })).status, 422, 'sent again');
  });

  it('is refused with one answer for another browser, a late one, another site, no verification and a wrong signature', async () => {
    const { nadia, device } = await withPasskey();
    const { device: other } = await withPasskey();
    const refused = async (page: { status: number; html: string }) => {
      assert.equal(page.status, 422);
      assert.match(text(page.html), /La clé d’accès n’est pas reconnue/);
    };
    const [here, there] = [new Visitor(portal), new Visitor(portal)];
    const options = JSON.parse((await here.post(`${SIGN_IN}/challenge`, {})).html);
    await refused(await there.post(SIGN_IN, { credential: device.get(options) }));
    await run(sql`update staff_challenges set expires_at = now() - interval '1 second'`);
    await refused(await here.post(SIGN_IN, { credential: device.get(options) }));
    const lies = [
      { origin: 'https://exemple.be' },
      { rpId: 'exemple.be' },
      { flags: 0x01 },
      { type: 'webauthn.create' },
      { userHandle: 'YWJj' },
    ];
    for (const lie of lies) {
      await refused(await signInByPasskey(new Visitor(portal), device, lie));
      // A success between, so that no try is only refused as it is delayed.
      assert.equal((await signInByPasskey(new Visitor(portal), device)).status, 303);
    }
    await refused(await signInByPasskey(new Visitor(portal), other, { id: device.id }));
    await refused(await signInByPasskey(new Visitor(portal), new Authenticator(portal.origin)));
    for (const credential of ['', '{}', 'null', 'x'.repeat(20_000)]) {
      await refused(await new Visitor(portal).post(SIGN_IN, { credential }));
    }
    assert.equal((await here.post(SIGN_IN, { credential: '' }, FROM_ANOTHER_SITE)).status, 403);
    assert.ok((await auditOf(portal, nadia)).filter((name) => name === 'staff-sign-in-refused').length >= 6);
    await run(sql`update staff_members set status = 'suspended' where id = ${nadia.id}`);
    await refused(await signInByPasskey(new Visitor(portal), device));
  });

  it('is refused for a passkey that counts back, as a copy would, and noted', async () => {
    const { nadia, device } = await withPasskey();
    for (const [counter, status] of [
      [5, 303],
      [6, 303],
      [6, 422],
      [2, 422],
      [0, 422],
      [7, 303],
    ] as const) {
      device.counter = counter;
      assert.equal((await signInByPasskey(new Visitor(portal), device)).status, status, String(counter));
    }
    const { rows } = await portal.app.db.pool.query(
      `select count(*)::int as noted from audit_events
       where staff_member_id = $1 and details ->> 'wrong' = 'passkey counter'`,
      [nadia.id],
    );
    assert.equal(rows[0].noted, 3);
  });

  it('is not kept waiting by wrong passwords; wrong answers delay that passkey and nothing else', async () => {
    const { nadia, device } = await withPasskey();
    const stranger = new Visitor(portal);
    const wrong = { email: nadia.email, password: 'pas le bon du tout', code: '000000' };
    for (let tries = 0; tries < 7; tries += 1) await stranger.post('/fr/admin/sign-in', wrong);
    assert.equal((await signInByPasskey(new Visitor(portal), device)).status, 303);
    for (let tries = 0; tries < 6; tries += 1) {
      assert.equal((await signInByPasskey(stranger, device, { origin: 'https://exemple.be' })).status, 422);
    }
    assert.equal((await signInByPasskey(new Visitor(portal), device)).status, 422, 'delayed');
    portal.clock.advance(30);
    await run(
      sql`delete from sign_in_delays where email_digest = sha256(convert_to(${`staff ${nadia.email}`}, 'UTF8'))`,
    );
    assert.equal((await signInAs(portal, nadia)).page.status, 303);
  });
});
