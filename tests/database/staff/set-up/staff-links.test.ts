import assert from 'node:assert/strict';
import { randomBytes, randomUUID } from 'node:crypto';
import { before, describe, it } from 'node:test';
import * as links from '../../../../src/features/staff/set-up/staff-links.repository.ts';
import { insertStaffMember } from '../../../../src/features/staff/staff-members.repository.ts';
import { type Database, type Sql, sql } from '../../../../src/platform/database.ts';
import { purge } from '../../../../src/platform/postgres/purge.ts';
import { createTestDatabase } from '../../../support/database.ts';
import { newColleague } from '../../../support/staff.ts';

let db: Database;
before(async () => {
  ({ db } = await createTestDatabase());
});

const run = (query: Sql) => db.transaction((tx) => tx.run(query));
async function newLink(lifeHours = 24) {
  const person = newColleague();
  const member = await db.transaction((tx) => insertStaffMember(tx, person));
  assert.ok(member !== null);
  const digest = randomBytes(32);
  const link = { staffMemberId: member.id, digest, lifeHours };
  await db.transaction((tx) => links.insertStaffLink(tx, link));
  return { ...link, person };
}
const remove = (digest: Buffer) => db.transaction((tx) => links.deleteStaffLink(tx, digest));

describe('a set-up link', () => {
  it('is found by its digest, with the account and the second factor it offers; finding consumes nothing', async () => {
    const { staffMemberId, digest, person } = await newLink();
    const { email, firstName, lastName } = person;
    const wanted = { staffMemberId, email, firstName, lastName };
    for (const _ of [1, 2]) assert.deepEqual(await links.findStaffLink(db, digest), wanted);
    assert.equal(await links.findStaffLink(db, randomBytes(32)), null);
  });

  it('is replaced by a newer one', async () => {
    const { staffMemberId, digest } = await newLink();
    const newer = { staffMemberId, digest: randomBytes(32), lifeHours: 24 };
    await db.transaction((tx) => links.insertStaffLink(tx, newer));
    assert.equal(await links.findStaffLink(db, digest), null);
    assert.equal((await links.findStaffLink(db, newer.digest))?.staffMemberId, staffMemberId);
  });

  it('is consumed once, by one of ten at once', async () => {
    const { digest } = await newLink();
    const taken = await Promise.all(Array.from({ length: 10 }, () => remove(digest)));
    assert.equal(taken.filter(Boolean).length, 1);
  });

  it('is dead after its hours, or when the account is suspended', async () => {
    const { digest, staffMemberId } = await newLink();
    await run(sql`update staff_members set status = 'suspended' where id = ${staffMemberId}`);
    assert.equal(await links.findStaffLink(db, digest), null);
    const old = await newLink();
    await run(sql`update staff_links set expires_at = now() where digest = ${old.digest}`);
    assert.deepEqual([await links.findStaffLink(db, old.digest), await remove(old.digest)], [null, false]);
  });

  it('is forgotten each night once it is dead', async () => {
    const [dead, alive] = [await newLink(), await newLink()];
    await run(sql`update staff_links set expires_at = now() - interval '1 second' where digest = ${dead.digest}`);
    await purge(db, { links: links.deleteDeadStaffLinks });
    assert.equal(await run(sql`select from staff_links where digest = ${dead.digest}`), 0);
    assert.equal(await run(sql`select from staff_links where digest = ${alive.digest}`), 1);
  });

  it('is somebody’s, and is kept as a digest of 32 bytes only', async () => {
    const link = { staffMemberId: randomUUID(), digest: randomBytes(32), lifeHours: 1 };
    const insert = (changes: object) => db.transaction((tx) => links.insertStaffLink(tx, { ...link, ...changes }));
    assert.equal(await insert({}), false);
    const { staffMemberId } = await newLink();
    await assert.rejects(insert({ staffMemberId, digest: randomBytes(16) }), { code: '23514' });
  });
});
