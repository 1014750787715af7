import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { localDateOf } from '../../../../src/domain/local-date.ts';
import type { EnterpriseNumber } from '../../../../src/domain/numbers/enterprise-number.ts';
import { findSession, insertCitizen } from '../../../../src/features/accounts/citizens.repository.ts';
import { insertSignIn } from '../../../../src/features/accounts/sign-ins.repository.ts';
import { listOrganisationEvents } from '../../../../src/features/profiles/history/organisation-events.repository.ts';
import { addMember } from '../../../../src/features/profiles/members/add-member.ts';
import { endPastMemberships } from '../../../../src/features/profiles/members/end-past-memberships.ts';
import { updateMembershipEndsOn } from '../../../../src/features/profiles/members/membership-ends.repository.ts';
import * as memberships from '../../../../src/features/profiles/members/memberships.repository.ts';
import type { Role } from '../../../../src/features/profiles/members/roles.ts';
import { insertOrganisation } from '../../../../src/features/profiles/organisation/organisations.repository.ts';
import { type Database, type Sql, sql } from '../../../../src/platform/database.ts';
import { createTestDatabase } from '../../../support/database.ts';
import { newNumber } from '../../../support/profiles.ts';
import { newAddress } from '../../../support/visitor.ts';

let db: Database;
before(async () => {
  ({ db } = await createTestDatabase());
});

const run = (query: Sql) => db.transaction((tx) => tx.run(query));
const today = () => localDateOf(new Date());
const dayIn = (days: number) => localDateOf(new Date(Date.now() + days * 86_400_000));

async function newOrganisation(): Promise<EnterpriseNumber> {
  const enterpriseNumber = newNumber();
  const organisation = { enterpriseNumber, kind: 'enterprise', name: 'Brasserie Dubois' } as const;
  await db.transaction((tx) => insertOrganisation(tx, { ...organisation, vatLiable: true, legalForm: null }));
  return enterpriseNumber;
}

async function newCitizen(firstName = 'Jan'): Promise<string> {
  const person = { email: newAddress(), passwordHash: 'x', firstName, lastName: 'Peeters' };
  const citizen = await db.transaction((tx) => insertCitizen(tx, { ...person, language: 'nl', captchaId: null }));
  assert.ok(citizen !== null);
  return citizen.id;
}

function join(enterpriseNumber: EnterpriseNumber, citizenId: string, role: Role = 'member'): Promise<boolean> {
  const membership = { enterpriseNumber, citizenId, role, jobTitle: 'chair', preferredLanguage: 'nl' } as const;
  return db.transaction((tx) => memberships.insertMembership(tx, { ...membership, email: 'jan@exemple.be' }));
}

function add(enterpriseNumber: EnterpriseNumber, citizenId: string, role: Role): Promise<void> {
  const membership = { enterpriseNumber, citizenId, role, jobTitle: 'chair', preferredLanguage: 'nl' } as const;
  return db.transaction((tx) => addMember(tx, { ...membership, email: 'jan@exemple.be' }));
}

async function member(role: Role = 'member') {
  const enterpriseNumber = await newOrganisation();
  const citizenId = await newCitizen();
  assert.equal(await join(enterpriseNumber, citizenId, role), true);
  const of = { enterpriseNumber, citizenId };
  const found = await memberships.findMembership(db, of);
  assert.ok(found !== null);
  return { of, id: found.id, enterpriseNumber, citizenId };
}

const endAfter = (one: { id: string; enterpriseNumber: EnterpriseNumber }, endsOn: string | null) =>
  db.transaction((tx) => updateMembershipEndsOn(tx, one, endsOn));

describe('a membership with a last day', () => {
  it('is good through that day, as counted in Brussels, and not after it', async () => {
    const { of, id, enterpriseNumber, citizenId } = await member();
    const signInId = await db.transaction((tx) =>
      insertSignIn(tx, { citizenId, means: 'password', network: '', browser: '' }),
    );
    const user = JSON.stringify({ user: { actor: 'citizen', id: citizenId, signInId, signedInAt: 0 } });
    await run(
      sql`insert into sessions (sid, sess, expire) values (${citizenId}, ${user}::jsonb, now() + interval '1 hour')`,
    );
    const profiles = async () => (await findSession(db, citizenId))?.alongside.citizen?.profiles.length;
    await endAfter({ id, enterpriseNumber }, today());
    assert.equal((await memberships.findMembership(db, of))?.endsOn, today());
    assert.equal(await profiles(), 1);
    await endAfter({ id, enterpriseNumber }, dayIn(-1));
    assert.equal(await memberships.findMembership(db, of), null);
    assert.equal(await profiles(), 0);
    assert.equal((await memberships.listMembers(db, enterpriseNumber)).length, 0);
    assert.equal((await memberships.listMembershipsOfCitizen(db, citizenId))[0]?.endsOn, dayIn(-1));
  });

  it('has its end written by the hourly job, at the midnight after, once', async () => {
    const { id, enterpriseNumber } = await member();
    await run(sql`update memberships set ends_on = '2026-01-15' where id = ${id}`);
    await endPastMemberships({ db });
    await endPastMemberships({ db });
    const { rows } = await db.pool.query("select ended_at at time zone 'UTC' as utc from memberships where id = $1", [
      id,
    ]);
    assert.equal(rows[0].utc.toLocaleString('sv-SE'), '2026-01-15 23:00:00');
    const events = await listOrganisationEvents(db, { enterpriseNumber, asked: null, limit: 10 });
    assert.deepEqual(
      events.map(({ id: _, happenedAt: __, ...event }) => event),
      [{ name: 'membership-ended', person: 'Jan Peeters', by: { kind: 'portal' } }],
    );
  });

  it('makes room for a new one before that job has run', async () => {
    const { id, enterpriseNumber, citizenId } = await member();
    await endAfter({ id, enterpriseNumber }, dayIn(-1));
    assert.equal(await join(enterpriseNumber, citizenId, 'manager'), false);
    await add(enterpriseNumber, citizenId, 'member');
    assert.equal((await memberships.listMembers(db, enterpriseNumber)).length, 1);
    const [event] = await listOrganisationEvents(db, { enterpriseNumber, asked: null, limit: 10 });
    assert.equal(event?.name, 'membership-ended');
  });

  it('is raised by being added as a manager, and never lowered', async () => {
    const { of, enterpriseNumber, citizenId } = await member();
    await add(enterpriseNumber, citizenId, 'manager');
    assert.equal((await memberships.findMembership(db, of))?.role, 'manager');
    await add(enterpriseNumber, citizenId, 'member');
    assert.equal((await memberships.findMembership(db, of))?.role, 'manager');
  });

  it('does not count among the managers an organisation can count on', async () => {
    const { id, enterpriseNumber, citizenId } = await member('manager');
    assert.equal(await memberships.countLastingManagers(db, enterpriseNumber), 1);
    const sole = [{ enterpriseNumber, name: 'Brasserie Dubois' }];
    assert.deepEqual(await memberships.listSoleManagerships(db, citizenId), sole);
    await join(enterpriseNumber, await newCitizen(), 'manager');
    assert.deepEqual(await memberships.listSoleManagerships(db, citizenId), []);
    await endAfter({ id, enterpriseNumber }, dayIn(5));
    assert.equal(await memberships.countLastingManagers(db, enterpriseNumber), 1);
    await endAfter({ id, enterpriseNumber }, null);
    assert.equal(await memberships.countLastingManagers(db, enterpriseNumber), 2);
  });
});

describe('a membership', () => {
  it('is not given to an account that is suspended', async () => {
    const enterpriseNumber = await newOrganisation();
    const citizenId = await newCitizen();
    await run(sql`update citizens set status = 'suspended' where id = ${citizenId}`);
    assert.equal(await join(enterpriseNumber, citizenId), false);
  });

  it('keeps its contact details, and since when they were given', async () => {
    const { of } = await member();
    assert.equal((await memberships.findMembership(db, of))?.contactSaved, false);
    const contact = { preferredLanguage: 'fr', landline: '+3222447511', mobile: null } as const;
    const full = { ...contact, email: 'brasserie@exemple.be', emailNotifications: false };
    await db.transaction((tx) => memberships.updateContact(tx, of, full));
    const saved = await memberships.findMembership(db, of);
    assert.deepEqual({ ...saved, ...full, contactSaved: true }, saved);
  });

  it('changes its function and its role, and its own only', async () => {
    const { of, id, enterpriseNumber } = await member();
    const other = await member();
    await db.transaction((tx) => memberships.updateJobTitle(tx, of, 'treasurer'));
    await db.transaction((tx) => memberships.updateRole(tx, { id, enterpriseNumber }, 'manager'));
    await db.transaction((tx) => memberships.updateRole(tx, { id: other.id, enterpriseNumber }, 'manager'));
    const changed = await memberships.findMembership(db, of);
    assert.deepEqual([changed?.jobTitle, changed?.role], ['treasurer', 'manager']);
    const untouched = await memberships.findMembership(db, other.of);
    assert.deepEqual([untouched?.jobTitle, untouched?.role], ['chair', 'member']);
  });
});
