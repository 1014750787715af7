import assert from 'node:assert/strict';
import { before, beforeEach, describe, it } from 'node:test';
import type { EnterpriseNumber } from '../../../../src/domain/numbers/enterprise-number.ts';
import type { NewEvent } from '../../../../src/features/profiles/history/organisation-event.ts';
import {
  insertOrganisationEvent,
  listOrganisationEvents,
} from '../../../../src/features/profiles/history/organisation-events.repository.ts';
import { insertOrganisation } from '../../../../src/features/profiles/organisation/organisations.repository.ts';
import { type Database, type Sql, sql } from '../../../../src/platform/database.ts';
import { createTestDatabase, ownerDatabase } from '../../../support/database.ts';
import { newNumber } from '../../../support/profiles.ts';

let db: Database;
let owner: Database;
let enterpriseNumber: EnterpriseNumber;
before(async () => {
  const database = await createTestDatabase();
  db = database.db;
  owner = ownerDatabase(database.url);
});
beforeEach(async () => {
  enterpriseNumber = newNumber();
  const identity = { kind: 'association', name: 'Les Amis du Parc', vatLiable: false, legalForm: null } as const;
  await db.transaction((tx) => insertOrganisation(tx, { enterpriseNumber, ...identity }));
});

const write = (event: NewEvent) => db.transaction((tx) => insertOrganisationEvent(tx, { ...event, enterpriseNumber }));
const run = (query: Sql) => db.transaction((tx) => tx.run(query));
const history = async () =>
  (await listOrganisationEvents(db, { enterpriseNumber, asked: null, limit: 50 }))
    .toReversed()
    .map(({ id: _, happenedAt: __, ...event }) => event);

const jan = { person: 'Jan Peeters' };
const paula = { by: { kind: 'person', name: 'Paula Dubois' } } as const;

describe('an event', () => {
  it('is read as it was written: what it holds, about whom, and by whom', async () => {
    const oneself = { ...jan, by: { kind: 'oneself' } } as const;
    const written: NewEvent[] = [
      { ...oneself, name: 'profile-created' },
      { ...oneself, name: 'access-asked' },
      { ...oneself, name: 'access-withdrawn' },
      { ...jan, by: { kind: 'portal' }, name: 'access-handed-over' },
      { ...jan, by: { kind: 'commune' }, name: 'access-refused' },
      { ...jan, ...paula, name: 'access-accepted', role: 'member' },
      { ...jan, ...paula, name: 'role-changed', role: 'manager' },
      { ...oneself, name: 'job-title-changed', jobTitle: 'manager' },
      { ...jan, ...paula, name: 'membership-end-set', endsOn: '2027-03-01' },
      { ...jan, ...paula, name: 'membership-end-cancelled' },
      { ...jan, by: { kind: 'portal' }, name: 'membership-ended' },
      { ...oneself, name: 'membership-ended' },
      { ...jan, ...paula, name: 'member-invited', role: 'member' },
      { ...jan, ...paula, name: 'invitation-cancelled' },
      { ...oneself, name: 'invitation-accepted', role: 'manager' },
      { ...oneself, name: 'organisation-changed', parts: ['name', 'vatLiable'] },
      { by: { kind: 'commune' }, name: 'state-changed', state: 'contested' },
    ];
    for (const event of written) await write(event);
    assert.deepEqual(await history(), written);
  });

  it('of before is read too: what was not kept is said not to be', async () => {
    await run(sql`
      insert into organisation_events (enterprise_number, name, person, actor, by_commune, detail) values
        (${enterpriseNumber}, 'role-changed', 'Jan Peeters', null, false, null),
        (${enterpriseNumber}, 'membership-ended', 'Jan Peeters', 'Paula Dubois', false, ''),
        (${enterpriseNumber}, 'membership-ended', 'Jan Peeters', null, false, null),
        (${enterpriseNumber}, 'job-title-changed', 'Jan Peeters', null, false, 'manager'),
        (${enterpriseNumber}, 'organisation-changed', 'Jan Peeters', null, false, 'legalForm kind'),
        (${enterpriseNumber}, 'state-changed', '', null, true, 'verified')`);
    const unrecorded = { by: { kind: 'unrecorded' } };
    assert.deepEqual(await history(), [
      { ...jan, ...unrecorded, name: 'role-changed', role: null },
      { ...jan, ...paula, name: 'membership-ended' },
      { ...jan, ...unrecorded, name: 'membership-ended' },
      { ...jan, ...unrecorded, name: 'job-title-changed', jobTitle: 'manager' },
      { ...jan, ...unrecorded, name: 'organisation-changed', parts: ['legalForm', 'kind'] },
      { by: { kind: 'commune' }, name: 'state-changed', state: 'verified' },
    ]);
  });

  for (const [name, detail] of [
    ['role-changed', 'chair'],
    ['job-title-changed', 'member'],
    ['membership-end-set', '2027-02-30'],
    ['organisation-changed', 'name colour'],
    ['state-changed', 'manager'],
    ['membership-ended', 'manager'],
    ['moved-house', null],
  ] as const) {
    it(`« ${name} » that holds « ${detail} » is no event`, async () => {
      await run(sql`
        insert into organisation_events (enterprise_number, name, person, detail)
        values (${enterpriseNumber}, ${name}, ${name === 'state-changed' ? '' : 'Jan Peeters'}, ${detail})`);
      await assert.rejects(history(), { name: 'ZodError' });
    });
  }

  it('names an actor when a person did it, and then only', async () => {
    for (const [doneBy, actor] of [
      ['person', null],
      ['portal', 'Paula Dubois'],
      ['somebody', null],
    ] as const) {
      const wrong = run(sql`
        insert into organisation_events (enterprise_number, name, person, done_by, actor)
        values (${enterpriseNumber}, 'access-asked', 'Jan Peeters', ${doneBy}, ${actor})`);
      await assert.rejects(wrong, { code: '23514' });
    }
  });

  it('is about a person, but for a change of state', async () => {
    for (const [name, person] of [
      ['access-asked', ''],
      ['state-changed', 'Jan Peeters'],
    ] as const) {
      const wrong = run(sql`
        insert into organisation_events (enterprise_number, name, person, done_by)
        values (${enterpriseNumber}, ${name}, ${person}, 'oneself')`);
      await assert.rejects(wrong, { code: '23514' });
    }
  });

  for (const change of [
    sql`update organisation_events set person = 'Jan Dubois'`,
    sql`delete from organisation_events`,
    sql`truncate organisation_events`,
  ]) {
    it(`stays as it is: « ${change.text.split(' organisation')[0]} » is refused to the owner of the tables too`, async () => {
      await write({ ...jan, by: { kind: 'oneself' }, name: 'profile-created' });
      const before = await history();
      const changed = owner.transaction((tx) => tx.run(change));
      await assert.rejects(changed, { message: 'organisation_events is append-only' });
      assert.deepEqual(await history(), before);
    });
  }
});
