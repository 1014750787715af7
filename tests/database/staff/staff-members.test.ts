import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { before, describe, it } from 'node:test';
import { z } from 'zod';
import { updateStaffCredentials } from '../../../src/features/staff/staff-credentials.repository.ts';
import type { StaffMember } from '../../../src/features/staff/staff-member.ts';
import * as members from '../../../src/features/staff/staff-members.repository.ts';
import { insertStaffSignIn } from '../../../src/features/staff/staff-sign-ins.repository.ts';
import { type Database, type Sql, sql } from '../../../src/platform/database.ts';
import { createTestDatabase } from '../../support/database.ts';
import { newColleague } from '../../support/staff.ts';

let db: Database;
before(async () => {
  ({ db } = await createTestDatabase());
});

const run = (query: Sql) => db.transaction((tx) => tx.run(query));
async function insert(person = newColleague()): Promise<StaffMember> {
  const member = await db.transaction((tx) => members.insertStaffMember(tx, person));
  assert.ok(member !== null);
  return member;
}
const activate = (id: string) =>
  db.transaction((tx) => updateStaffCredentials(tx, { id, passwordHash: 'hash', secondFactor: 'sealed', timeStep: 0 }));
const epochOf = async (id: string) =>
  (
    await db.one(
      z.strictObject({ epoch: z.number() }),
      sql`select session_epoch as epoch from staff_members where id = ${id}`,
    )
  ).epoch;

type Began = { id: string; epoch: number };
/** As express-session keeps it. */
async function beginSession({ id, epoch }: Began, expire = sql`now() + interval '15 minutes'`): Promise<string> {
  const sid = randomUUID();
  const signIn = { staffMemberId: id, network: '192.0.2.7', browser: 'Firefox', factor: 'code' } as const;
  const signInId = await db.transaction((tx) => insertStaffSignIn(tx, signIn));
  const session = JSON.stringify({ cookie: {}, user: { actor: 'staff', id, epoch, signInId, signedInAt: 1 } });
  await run(sql`insert into staff_sessions (sid, sess, expire) values (${sid}, ${session}::jsonb, ${expire})`);
  return sid;
}
/** Whose such a session is. */
const ownerOf = async (began: Began) =>
  (await members.findStaffSession(db, await beginSession(began)))?.alongside.staff ?? null;

describe('an account of the staff', () => {
  it('begins invited: it can do nothing', async () => {
    const person = newColleague('administrator');
    const member = await insert(person);
    assert.deepEqual(member, { ...person, id: member.id, status: 'invited' });
    assert.equal(await ownerOf({ id: member.id, epoch: await epochOf(member.id) }), null);
    await assert.rejects(run(sql`update staff_members set status = 'active' where id = ${member.id}`), {
      code: '23514',
    });
  });

  it('has an address of its own, whatever its case: of ten at once one is made', async () => {
    const person = newColleague();
    const made = await Promise.all(
      Array.from({ length: 10 }, () => db.transaction((tx) => members.insertStaffMember(tx, person))),
    );
    assert.equal(made.filter((member) => member !== null).length, 1);
    assert.equal((await members.findStaffMemberByEmail(db, person.email.toUpperCase()))?.email, person.email);
    await assert.rejects(insert({ ...person, email: person.email.toUpperCase() }), { code: '23514' });
    assert.equal(await members.findStaffMemberByEmail(db, 'nobody@exemple.be'), null);
  });

  it('has roles that are known, French or Dutch, and a name', async () => {
    const person = newColleague();
    for (const wrong of [
      { roles: ['mayor'] },
      { roles: [] },
      { language: 'en' },
      { firstName: '' },
      { lastName: 'x'.repeat(101) },
    ]) {
      await assert.rejects(insert({ ...person, ...wrong } as typeof person), { code: '23514' });
    }
  });
});

describe('a session of the staff', () => {
  it('is read with its account; not when it has expired or is unknown', async () => {
    const person = newColleague();
    const { id } = await insert(person);
    const epoch = await activate(id);
    assert.ok(epoch !== null);
    const found = await members.findStaffSession(db, await beginSession({ id, epoch }));
    const { signInId = '', ...user } = Object(found?.data.user);
    assert.deepEqual(user, { actor: 'staff', id, epoch, signedInAt: 1 });
    assert.equal(found?.alongside.factorIsFresh, true);
    assert.deepEqual(found?.alongside.staff, { ...person, id, status: 'active' });
    assert.equal(
      await members.findStaffSession(db, await beginSession({ id, epoch }, sql`now() - interval '1 second'`)),
      null,
    );
    assert.equal(await members.findStaffSession(db, randomUUID()), null);
    const sid = await beginSession({ id, epoch });
    await run(
      sql`update staff_sign_ins set confirmed_at = now() - interval '11 minutes' where staff_member_id = ${id}`,
    );
    assert.equal((await members.findStaffSession(db, sid))?.alongside.factorIsFresh, false);
    await run(sql`update staff_sign_ins set ended_at = now() where staff_member_id = ${id} and id <> ${signInId}`);
    assert.equal((await members.findStaffSession(db, sid))?.alongside.staff, null);
  });
});

describe('a session of the staff is of an epoch, which ends', () => {
  const changes: Record<string, Sql> = {
    'with a suspension': sql`status = 'suspended'`,
    'with another role': sql`roles = '{helpdesk}'`,
    'with another password': sql`password_hash = 'another'`,
    'with another second factor': sql`second_factor = 'another'`,
  };
  for (const [when, change] of Object.entries(changes)) {
    it(`${when}, by whatever statement`, async () => {
      const { id } = await insert();
      const epoch = await activate(id);
      assert.ok(epoch !== null);
      assert.equal((await ownerOf({ id, epoch }))?.id, id);
      await run(sql`update staff_members set ${change} where id = ${id}`);
      assert.equal(await ownerOf({ id, epoch }), null);
      assert.equal(await epochOf(id), epoch + 1);
    });
  }

  it('with nothing else: a name, a language, a code that was used', async () => {
    const { id } = await insert();
    const epoch = await activate(id);
    await run(
      sql`update staff_members set last_name = 'Rossi', language = 'nl', last_time_step = 7, roles = roles where id = ${id}`,
    );
    assert.equal(await epochOf(id), epoch);
  });

  it('and is not another’s', async () => {
    const nadia = await insert();
    const sofia = await insert();
    const epoch = await activate(nadia.id);
    assert.ok(epoch !== null);
    assert.equal(await ownerOf({ id: sofia.id, epoch }), null);
    assert.equal(await ownerOf({ id: nadia.id, epoch: epoch + 1 }), null);
  });
});
