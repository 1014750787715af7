import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { sql } from '../../../../src/platform/database.ts';
import { text } from '../../../support/journeys.ts';
import { startPortal, type TestPortal } from '../../../support/portal.ts';
import { FROM_ANOTHER_SITE } from '../../../support/refusals.ts';
import { addColleague, signInAs, signInColleague } from '../../../support/staff.ts';
import { auditOf } from '../../../support/staff-account/audit-of.ts';
import { Authenticator } from '../../../support/staff-account/authenticator.ts';
import { addPasskey, PASSKEYS } from '../../../support/staff-account/passkeys.ts';
import { Visitor } from '../../../support/visitor.ts';

let portal: TestPortal;
before(async () => {
  portal = await startPortal();
});

const run = (query: ReturnType<typeof sql>) => portal.app.db.transaction((tx) => tx.run(query));
const removals = (visitor: Visitor) =>
  [...visitor.page.html.matchAll(/name="remove" value="([^"]+)"/g)].map(([, id = '']) => id);

describe('the passkeys of a member of the staff', () => {
  it('are added by name and listed with their last use; the other sessions end, and a mail tells it', async () => {
    const nadia = await addColleague(portal);
    const elsewhere = await signInAs(portal, nadia);
    portal.clock.advance(30);
    const visitor = await signInAs(portal, nadia);
    const device = new Authenticator(portal.origin);
    assert.equal((await addPasskey(visitor, device, 'PC du bureau <b>')).location, PASSKEYS);
    await visitor.follow();
    assert.match(text(visitor.page.html), /PC du bureau &lt;b&gt; Ajoutée le .* Dernière utilisation : jamais/);
    assert.equal((await elsewhere.open('/fr/admin')).status, 303);
    const { text: told } = await portal.mailTo(nadia.email, /une clé d’accès est ajoutée/);
    assert.match(told, /Ce n’était pas vous/);
    assert.ok((await auditOf(portal, nadia)).includes('staff-passkey-added'));
    // The same device again adds nothing, neither here nor to the account of a colleague.
    assert.equal((await addPasskey(visitor, device, 'encore')).status, 422);
    const { visitor: karim } = await signInColleague(portal, 'helpdesk');
    assert.equal((await addPasskey(karim, device, 'la sienne')).status, 422);
  });

  it('are refused with a challenge that was used, is too old or is another’s, and without a name', async () => {
    const { visitor } = await signInColleague(portal);
    const { visitor: karim } = await signInColleague(portal, 'helpdesk');
    const device = new Authenticator(portal.origin);
    const optionsOf = async (asking: Visitor) => JSON.parse((await asking.post(`${PASSKEYS}/challenge`, {})).html);
    const send = (credential: string, name = 'clé') => visitor.post(PASSKEYS, { name, credential });
    const options = await optionsOf(visitor);
    assert.equal((await send(device.create(options), '')).status, 422);
    assert.equal((await send(device.create(await optionsOf(karim)))).status, 422);
    assert.equal((await send(device.create(options))).status, 422, 'taken by the wrong answer before');
    await run(sql`update staff_challenges set expires_at = now() - interval '1 second'`);
    const old = await optionsOf(visitor);
    await run(sql`update staff_challenges set expires_at = now() - interval '1 second'`);
    assert.equal((await send(device.create(old))).status, 422);
    for (const lie of [{ origin: 'https://exemple.be' }, { rpId: 'exemple.be' }, { flags: 0x01 }]) {
      assert.equal((await send(device.create(await optionsOf(visitor), lie))).status, 422);
    }
    const last = device.create(await optionsOf(visitor));
    assert.equal((await visitor.post(PASSKEYS, { name: 'clé', credential: last }, FROM_ANOTHER_SITE)).status, 403);
    const sent = await Promise.all(Array.from({ length: 5 }, () => sendAlone(visitor, last)));
    assert.deepEqual(sent.toSorted(), [303, 422, 422, 422, 422]);
  });

  it('are removed, but never one of a colleague, and never the last second factor', async () => {
    const { visitor, colleague } = await signInColleague(portal);
    const { visitor: karim } = await signInColleague(portal, 'helpdesk');
    for (const name of ['une', 'deux']) await addPasskey(visitor, new Authenticator(portal.origin), name);
    await visitor.follow();
    const [first = '', second = ''] = removals(visitor);
    assert.equal((await karim.post(PASSKEYS, { remove: first })).status, 422);
    assert.equal((await visitor.post(PASSKEYS, { remove: 'x' })).status, 404);
    const statuses = await Promise.all([first, second].map((remove) => removeAlone(visitor, remove)));
    assert.deepEqual(statuses, [303, 303]);
    await portal.mailTo(colleague.email, /une clé d’accès est retirée/);
    await visitor.open(PASSKEYS);
    assert.match(text(visitor.page.html), /Vous n’avez pas encore de clé d’accès/);
  });

  it('stay one at least for who has no app, also when two are removed at once', async () => {
    const { visitor, colleague } = await signInColleague(portal);
    for (const name of ['une', 'deux']) await addPasskey(visitor, new Authenticator(portal.origin), name);
    await run(sql`update staff_members set second_factor = null where id = ${colleague.id}`);
    await run(sql`
      update staff_sessions set sess = jsonb_set(sess, '{user,epoch}', to_jsonb(session_epoch))
      from staff_members where staff_members.id = staff_member_id`);
    await visitor.open(PASSKEYS);
    const ids = removals(visitor);
    assert.equal(ids.length, 2);
    const statuses = await Promise.all(ids.map((remove) => removeAlone(visitor, remove)));
    assert.deepEqual(statuses.toSorted(), [303, 422]);
    await visitor.open(PASSKEYS);
    assert.deepEqual(removals(visitor), []);
    assert.match(text(visitor.page.html), /votre seul moyen/);
  });

  it('die when the account is invited again', async () => {
    const { visitor, colleague } = await signInColleague(portal);
    await addPasskey(visitor, new Authenticator(portal.origin), 'une');
    const count = async () =>
      (await portal.app.db.pool.query('select from staff_passkeys where staff_member_id = $1', [colleague.id]))
        .rowCount;
    assert.equal(await count(), 1);
    await run(
      sql`update staff_members set status = 'invited', password_hash = null, second_factor = null where id = ${colleague.id}`,
    );
    assert.equal(await count(), 0);
  });
});

const sendAlone = (visitor: Visitor, credential: string) => alone(visitor, { name: 'clé', credential });
const removeAlone = (visitor: Visitor, remove: string) => alone(visitor, { remove });
async function alone(visitor: Visitor, fields: Record<string, string>): Promise<number> {
  const twin = new Visitor(portal);
  twin.setCookie('staff-session', visitor.cookie('staff-session') ?? '');
  return (await twin.post(PASSKEYS, fields)).status;
}
