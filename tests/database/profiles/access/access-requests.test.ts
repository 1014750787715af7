import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { insertCitizen } from '../../../../src/features/accounts/citizens.repository.ts';
import * as requests from '../../../../src/features/profiles/access/access-requests.repository.ts';
import * as handedOver from '../../../../src/features/profiles/access/handed-over-requests.repository.ts';
import { settleAccessRequest } from '../../../../src/features/profiles/access/settle-access-request.ts';
import { findMembership } from '../../../../src/features/profiles/members/memberships.repository.ts';
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

async function asked({ days = 0 } = {}) {
  const enterpriseNumber = newNumber();
  const organisation = { enterpriseNumber, kind: 'association', name: 'Les Amis du Parc' } as const;
  await db.transaction((tx) => insertOrganisation(tx, { ...organisation, vatLiable: false, legalForm: null }));
  const person = { email: newAddress(), passwordHash: 'x', firstName: 'Jan', lastName: 'Peeters' };
  const citizen = await db.transaction((tx) => insertCitizen(tx, { ...person, language: 'nl', captchaId: null }));
  assert.ok(citizen !== null);
  const of = { enterpriseNumber, citizenId: citizen.id };
  const ask = () => db.transaction((tx) => requests.insertAccessRequest(tx, { ...of, jobTitle: 'treasurer' }));
  assert.equal(await ask(), true);
  assert.equal(await ask(), false);
  await run(sql`
    update access_requests set asked_at = now() - make_interval(days => ${days})
    where enterprise_number = ${enterpriseNumber}`);
  const [open] = await requests.listOpenAccessRequests(db, enterpriseNumber);
  assert.ok(open !== undefined);
  return { of, id: open.id, person, ask };
}
const handOver = () => db.transaction(handedOver.updateAccessRequestsHandedOver);
const waitingOf = async (number: string) =>
  (await handedOver.listHandedOverRequests(db, { asked: null, limit: 100 })).filter(
    ({ enterpriseNumber }) => enterpriseNumber === number,
  );

describe('a request for access', () => {
  it('is handed over once, ten days after it was asked, and never that of a suspended account', async () => {
    const young = await asked({ days: 9 });
    const old = await asked({ days: 11 });
    const suspended = await asked({ days: 11 });
    await run(sql`update citizens set status = 'suspended' where id = ${suspended.of.citizenId}`);
    const numbers = (await handOver()).map(({ enterpriseNumber }) => enterpriseNumber);
    assert.deepEqual(numbers, [old.of.enterpriseNumber]);
    assert.deepEqual(await handOver(), []);
    assert.equal((await waitingOf(young.of.enterpriseNumber)).length, 0);
    const [waiting] = await waitingOf(old.of.enterpriseNumber);
    assert.equal(waiting?.organisationName, 'Les Amis du Parc');
    assert.deepEqual([waiting?.firstName, waiting?.email, waiting?.emailConfirmed], ['Jan', old.person.email, false]);
    assert.deepEqual(await handedOver.findHandedOverRequest(db, old.id), waiting);
  });

  it('is settled once: by the commune, or by a manager who was quicker', async () => {
    const { of, id } = await asked({ days: 11 });
    await handOver();
    const settle = () =>
      db.transaction((tx) =>
        settleAccessRequest(tx, {
          id,
          enterpriseNumber: of.enterpriseNumber,
          decision: 'manager',
          by: { kind: 'commune' },
          sender: null,
        }),
      );
    const outcomes = await Promise.all([settle(), settle(), settle()]);
    assert.deepEqual(outcomes.sort(), [false, false, true]);
    assert.equal((await findMembership(db, of))?.role, 'manager');
    assert.equal(await handedOver.findHandedOverRequest(db, id), null);
  });

  it('refused or withdrawn, leaves nobody in, and may be asked again', async () => {
    const { of, id, ask } = await asked();
    assert.ok((await requests.findPendingAccessRequest(db, of)) !== null);
    await db.transaction((tx) =>
      settleAccessRequest(tx, {
        id,
        enterpriseNumber: of.enterpriseNumber,
        decision: 'refused',
        by: { kind: 'portal' },
        sender: null,
      }),
    );
    assert.equal(await findMembership(db, of), null);
    assert.equal(await requests.findPendingAccessRequest(db, of), null);
    assert.equal(await ask(), true);
    const withdraw = () => db.transaction((tx) => requests.updateAccessRequestWithdrawn(tx, of));
    assert.deepEqual([await withdraw(), await withdraw()], [true, false]);
    const own = await requests.listAccessRequestsOfCitizen(db, { citizenId: of.citizenId, limit: 10 });
    assert.deepEqual(
      own.map(({ status }) => status),
      ['withdrawn', 'refused'],
    );
    assert.equal((await requests.listAccessRequestsOfCitizen(db, { citizenId: of.citizenId, limit: 1 })).length, 1);
  });
});
