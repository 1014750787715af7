import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as credentials from '../../../src/features/staff/staff-credentials.repository.ts';
import { insertStaffMember } from '../../../src/features/staff/staff-members.repository.ts';
import { deleteOldestStaffSessions } from '../../../src/features/staff/staff-sessions.repository.ts';
import { type Database, type Sql, sql } from '../../../src/platform/database.ts';
import { createTestDatabase } from '../../support/database.ts';
import { newColleague } from '../../support/staff.ts';

let db: Database;
before(async () => {
  ({ db } = await createTestDatabase());
});

const run = (query: Sql) => db.transaction((tx) => tx.run(query));
const SECRETS = { passwordHash: 'hash', secondFactor: 'sealed' };
const NONE = { passwordHash: null, secondFactor: null };

async function newAccount() {
  const person = newColleague();
  const member = await db.transaction((tx) => insertStaffMember(tx, person));
  assert.ok(member !== null);
  return { id: member.id, email: person.email };
}
const setUp = (id: string, timeStep = 0) =>
  db.transaction((tx) => credentials.updateStaffCredentials(tx, { id, ...SECRETS, timeStep }));
const use = (id: string, timeStep: number, changes: Partial<credentials.UsedCode> = {}) =>
  db.transaction((tx) => credentials.updateStaffCodeUsed(tx, { id, ...SECRETS, timeStep, renewed: NONE, ...changes }));

describe('the secrets of an account of the staff', () => {
  it('are read once it is set up, and no more once it is suspended', async () => {
    const { id, email } = await newAccount();
    assert.equal(await credentials.findStaffCredentials(db, email), null);
    await setUp(id);
    assert.deepEqual(await credentials.findStaffCredentials(db, email.toUpperCase()), { id, ...SECRETS });
    await run(sql`update staff_members set status = 'suspended' where id = ${id}`);
    assert.equal(await credentials.findStaffCredentials(db, email), null);
    assert.equal(await setUp(id), null);
    assert.equal(await credentials.findStaffCredentials(db, 'nobody@exemple.be'), null);
  });
});

describe('a code', () => {
  it('is used once, and with it all before it', async () => {
    const { id } = await newAccount();
    await setUp(id, 100);
    for (const [step, accepted] of [
      [100, false],
      [99, false],
      [101, true],
      [101, false],
      [100, false],
      [103, true],
      [102, false],
    ] as const) {
      assert.equal((await use(id, step)) !== null, accepted, String(step));
    }
  });

  it('is used by one of ten at once', async () => {
    const { id } = await newAccount();
    await setUp(id);
    const epochs = await Promise.all(Array.from({ length: 10 }, () => use(id, 5)));
    assert.equal(epochs.filter((epoch) => epoch !== null).length, 1);
  });

  it('is worth nothing once the account or a secret has changed', async () => {
    const { id } = await newAccount();
    await setUp(id);
    assert.equal(await use(id, 5, { passwordHash: 'older' }), null);
    assert.equal(await use(id, 5, { secondFactor: 'older' }), null);
    await run(sql`update staff_members set status = 'suspended' where id = ${id}`);
    assert.equal(await use(id, 5), null);
  });

  it('leaves the session epoch, unless a secret is renewed on the way', async () => {
    const { id, email } = await newAccount();
    const epoch = await setUp(id);
    assert.ok(epoch !== null);
    assert.equal(await use(id, 1), epoch);
    assert.equal(await use(id, 2, { renewed: { passwordHash: 'stronger', secondFactor: null } }), epoch + 1);
    assert.deepEqual(await credentials.findStaffCredentials(db, email), {
      id,
      passwordHash: 'stronger',
      secondFactor: 'sealed',
    });
  });
});

describe('sessions of one account', () => {
  it('are kept to the newest, by number, and go with the account', async () => {
    const [nadia, sofia] = [await newAccount(), await newAccount()];
    const open = (id: string, signedInAt: number) => {
      const session = JSON.stringify({ cookie: {}, user: { actor: 'staff', id, epoch: 1, signedInAt } });
      return run(sql`
        insert into staff_sessions (sid, sess, expire)
        values (${`${id} ${signedInAt}`}, ${session}::jsonb, now() + interval '15 minutes')`);
    };
    for (const signedInAt of [1_000, 999, 10_000]) await open(nadia.id, signedInAt);
    await open(sofia.id, 1);
    const keep = (number: number) =>
      db.transaction((tx) => deleteOldestStaffSessions(tx, { id: nadia.id, keep: number }));
    assert.deepEqual([await keep(3), await keep(2)], [0, 1]);
    const { rows } = await db.pool.query('select sid from staff_sessions order by sid');
    const kept = [`${nadia.id} 1000`, `${nadia.id} 10000`, `${sofia.id} 1`].sort();
    assert.deepEqual(rows.map(({ sid }) => sid).sort(), kept);
    await run(sql`delete from staff_members where id = ${nadia.id}`);
    assert.equal(await run(sql`select from staff_sessions where staff_member_id = ${nadia.id}`), 0);
  });
});
