import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { before, describe, it } from 'node:test';
import { z } from 'zod';
import { EnterpriseNumber } from '../../../src/domain/numbers/enterprise-number.ts';
import { AUDIT_EVENTS, type AuditEventName } from '../../../src/features/audit/audit-event.ts';
import * as audit from '../../../src/features/audit/audit-events.repository.ts';
import { type Database, type Sql, sql } from '../../../src/platform/database.ts';
import { createTestDatabase, ownerDatabase } from '../../support/database.ts';

let db: Database;
let owner: Database;
before(async () => {
  const { db: serving, url } = await createTestDatabase();
  db = serving;
  owner = ownerDatabase(url);
});

const run = (query: Sql) => db.transaction((tx) => tx.run(query));
const write = (name: AuditEventName, citizenId: string | null, network: string | null = '192.0.2.7') =>
  db.transaction((tx) => audit.insertAuditEvent(tx, { name, citizenId, network } as audit.NewAuditEvent));
const listOf = (citizenId: string, limit: number = AUDIT_EVENTS.length) =>
  audit.listAuditEventsOfCitizen(db, { citizenId, limit });
const count = async () =>
  (await db.one(z.object({ n: z.number() }), sql`select count(*)::int as n from audit_events`)).n;

describe('the audit log', () => {
  it('takes every event of the closed list, and gives those of one citizen, the newest first', async () => {
    const [lucie, jan] = [randomUUID(), randomUUID()];
    for (const name of AUDIT_EVENTS) await write(name, lucie);
    await write('signed-in', jan, null);
    const events = await listOf(lucie);
    assert.deepEqual(
      events.map(({ name }) => name),
      AUDIT_EVENTS.toReversed(),
    );
    assert.ok(events.every(({ network, happenedAt }) => network === '192.0.2.7' && happenedAt instanceof Date));
    assert.deepEqual(
      (await listOf(lucie, 2)).map(({ name }) => name),
      AUDIT_EVENTS.toReversed().slice(0, 2),
    );
    const [theirs, ...more] = await listOf(jan);
    assert.deepEqual([theirs?.name, theirs?.network, more], ['signed-in', null, []]);
  });

  it('keeps what happened when the account is gone, as nothing refers to it', async () => {
    await write('account-closed', randomUUID());
    await write('sign-in-refused', null);
  });

  it('says who of the staff did what, and the reason given', async () => {
    const [nadia, accessRequestId] = [randomUUID(), randomUUID()];
    const enterpriseNumber = EnterpriseNumber.parse('1999000150');
    const details = {
      accessRequestId,
      enterpriseNumber,
      decision: 'refused',
      reason: "L'adresse n'est pas « celle » du registre",
    };
    const event = { name: 'access-request-decided', staffMemberId: nadia, network: null, details } as const;
    await db.transaction((tx) => audit.insertAuditEvent(tx, event));
    const row = z.object({ name: z.string(), citizenId: z.null(), details: z.record(z.string(), z.string()) });
    const query = sql`select name, citizen_id as "citizenId", details from audit_events where staff_member_id = ${nadia}`;
    assert.deepEqual(await db.one(row, query), { name: event.name, citizenId: null, details });
  });

  it('refuses a name that does not look like one', async () => {
    for (const name of ['', 'Signed in', 'signed_in', '-signed', 'signed-', "signed'in"]) {
      await assert.rejects(write(name as AuditEventName, null), { code: '23514' }, name);
    }
  });

  it('holds nothing of a transaction that failed', async () => {
    const lucie = randomUUID();
    const failing = db.transaction(async (tx) => {
      await audit.insertAuditEvent(tx, { name: 'signed-in', citizenId: lucie, network: null });
      throw new Error('later failure');
    });
    await assert.rejects(failing, /later failure/);
    assert.deepEqual(await listOf(lucie), []);
  });

  const changes: readonly (readonly [string, Sql])[] = [
    ['changed', sql`update audit_events set network = null`],
    ['changed where nothing matches', sql`update audit_events set network = null where false`],
    ['deleted', sql`delete from audit_events`],
    ['deleted where nothing matches', sql`delete from audit_events where false`],
    ['emptied', sql`truncate audit_events`],
    ['emptied with what depends on it', sql`truncate audit_events restart identity cascade`],
    [
      'changed by an insert that meets a conflict',
      sql`insert into audit_events (name) values ('signed-in') on conflict (id) do update set name = 'signed-out'`,
    ],
    ['deleted by a merge', sql`merge into audit_events using (values (1)) as one (n) on true when matched then delete`],
  ];
  for (const [rule, change] of changes) {
    it(`can never be ${rule}: the database refuses, the owner of the tables too`, async () => {
      await write('signed-in', null);
      const before = await count();
      await assert.rejects(
        owner.transaction((tx) => tx.run(change)),
        { message: 'audit_events is append-only' },
      );
      await assert.rejects(run(change), /permission denied|must be owner/);
      assert.equal(await count(), before);
    });
  }

  it('numbers its events itself', async () => {
    await assert.rejects(run(sql`insert into audit_events (id, name) values (1, 'signed-in')`), { code: '428C9' });
  });
});
