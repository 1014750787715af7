import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { EnterpriseNumber } from '../../../../src/domain/numbers/enterprise-number.ts';
import type { SubmissionFilter } from '../../../../src/features/submissions/list/submission-in-list.ts';
import {
  getSubmissionsOverview,
  listSubmissions,
} from '../../../../src/features/submissions/list/submissions-in-list.repository.ts';
import type { SubmissionStatus } from '../../../../src/features/submissions/submission-status.ts';
import { sql } from '../../../../src/platform/database.ts';
import type { PageAsked } from '../../../../src/platform/postgres/pages.ts';
import { fillDatabase } from '../../../support/database.ts';
import { lucie, type Person, signUp } from '../../../support/journeys.ts';
import { startPortal, type TestPortal } from '../../../support/portal.ts';
import { planOf } from '../../../support/postgres/plans.ts';
import { letIn, sharedProfile } from '../../../support/profiles.ts';
import { statementsDuring } from '../../../support/statements.ts';
import { insertSubmission } from '../../../support/submissions/submitted.ts';

let portal: TestPortal;
before(async () => {
  portal = await startPortal();
});

const ALL: SubmissionFilter = { profile: null, statuses: null, slugs: null, reference: null };

async function idOf({ email }: Person): Promise<string> {
  const { rows } = await portal.app.db.pool.query('select id from citizens where email = $1', [email]);
  return rows[0].id;
}

async function listFor(person: Person, filter: Partial<SubmissionFilter> = {}, asked: PageAsked = null) {
  const citizenId = await idOf(person);
  const found = await listSubmissions(portal.app.db, { citizenId, filter: { ...ALL, ...filter }, asked, limit: 21 });
  return found.map(({ id }) => id);
}

const day = (ago: number) => new Date(Date.now() - ago * 86_400_000);

async function filed(person: Person, wanted: Omit<Parameters<typeof insertSubmission>[1], 'email'> = {}) {
  return (await insertSubmission(portal.app.db, { email: person.email, ...wanted })).id;
}

describe('the list of submissions', () => {
  it('holds what one filed over all profiles, the newest first, and nothing of another person', async () => {
    const shared = await sharedProfile(portal);
    const { person } = shared.owner;
    const older = await filed(person, { filedAt: day(3) });
    const ofOrganisation = await filed(person, { enterpriseNumber: shared.number, filedAt: day(2) });
    const newer = await filed(person, { filedAt: day(1) });
    await filed(shared.colleague.person);
    assert.deepEqual(await listFor(person), [newer, ofOrganisation, older]);
  });

  it('holds what an organisation filed for each of its members, until they leave', async () => {
    const shared = await sharedProfile(portal);
    const id = await filed(shared.owner.person, { enterpriseNumber: shared.number });
    assert.deepEqual(await listFor(shared.colleague.person), []);
    await letIn(shared, 'member');
    assert.deepEqual(await listFor(shared.colleague.person), [id]);
    const leave = sql`update memberships set ended_at = now() where citizen_id = ${await idOf(shared.owner.person)}`;
    await portal.app.db.transaction((tx) => tx.run(leave));
    assert.deepEqual(await listFor(shared.owner.person), [], 'who filed it and left reads it no more');
    assert.deepEqual(await listFor(shared.colleague.person), [id]);
  });

  it('is filtered by profile, statuses, démarches and reference', async () => {
    const shared = await sharedProfile(portal);
    const { person } = shared.owner;
    const own = await filed(person, { slug: 'terrace', status: 'accepted' });
    const number = EnterpriseNumber.parse(shared.number);
    const { id, reference } = await insertSubmission(portal.app.db, {
      email: person.email,
      enterpriseNumber: number,
      status: 'to-complete',
    });
    assert.deepEqual(await listFor(person, { profile: 'citizen' }), [own]);
    assert.deepEqual(await listFor(person, { profile: number }), [id]);
    assert.deepEqual(await listFor(person, { statuses: ['accepted', 'refused'] }), [own]);
    assert.deepEqual(await listFor(person, { slugs: ['event-permit'] }), [id]);
    assert.deepEqual(await listFor(person, { slugs: [] }), []);
    assert.deepEqual(await listFor(person, { reference }), [id]);
    assert.deepEqual(await listFor(shared.colleague.person, { profile: number }), [], 'the number alone opens nothing');
    assert.deepEqual(await listFor(shared.colleague.person, { reference }), []);
  });

  it('goes on after a row of one’s own only', async () => {
    const { person } = await signUp(portal);
    const { person: other } = await signUp(portal, lucie({ firstName: 'Jan' }));
    const [second, first] = [await filed(person, { filedAt: day(9) }), await filed(person, { filedAt: day(8) })];
    const foreign = await filed(other, { filedAt: day(1) });
    assert.deepEqual(await listFor(person, {}, { going: 'on', from: first }), [second]);
    assert.deepEqual(await listFor(person, {}, { going: 'back', from: second }), [first]);
    assert.deepEqual(await listFor(person, {}, { going: 'on', from: foreign }), []);
  });

  it('puts first what has to be paid or completed, the longest waiting first, whatever the filter', async () => {
    const { person } = await signUp(portal);
    const toPay = await filed(person, { status: 'awaiting-payment', feeCents: 1_000, changedAt: day(1) });
    const toComplete = await filed(person, { status: 'to-complete', changedAt: day(5) });
    const others: SubmissionStatus[] = ['submitted', 'in-progress', 'accepted', 'refused', 'withdrawn', 'closed'];
    for (const status of others) await filed(person, { status });
    const asked = { citizenId: await idOf(person), filter: { ...ALL, slugs: [] }, asked: null, limit: 21 };
    const { waiting, submissions } = await getSubmissionsOverview(portal.app.db, asked);
    assert.deepEqual(
      waiting.map(({ id }) => id),
      [toComplete, toPay],
    );
    assert.deepEqual(submissions, []);
  });
});

/** Four thousand people with five each, and one, who filed four hundred for an organisation with as many of its own. */
const MANY = `
  insert into citizens (id, email, password_hash, first_name, last_name, language, email_confirmed_at)
    select md5('c' || n)::uuid, 'c' || n || '@exemple.be', 'x', 'Lucie', 'Lambert', 'fr', now() from generate_series(1, 4000) n;
  insert into submissions (id, reference, citizen_id, slug, version, answers, status, language, filed_at, department)
    select md5('s' || n)::uuid, lpad(n::text, 11, '0'), md5('c' || n % 4000 + 1)::uuid, 'event-permit', 1, '{}',
      (array['submitted', 'accepted', 'to-complete', 'closed'])[n % 4 + 1], 'fr', now() - n * interval '1 minute', 'festivities'
    from generate_series(1, 20000) n;
  analyze`;

describe('with twenty thousand submissions', () => {
  it('neither the list nor what waits reads the table from end to end, or rows that it throws away by the thousand', async () => {
    const shared = await sharedProfile(portal);
    const { person } = shared.owner;
    await filed(person);
    await fillDatabase(portal.databaseUrl, MANY);
    const citizenId = await idOf(person);
    const ofOrganisation = `
      insert into submissions (id, reference, citizen_id, enterprise_number, organisation_name, slug, version, answers, status, language)
      select gen_random_uuid(), '9' || lpad(n::text, 10, '0'), '${citizenId}', '${shared.number}', 'Brasserie Dubois',
        'event-permit', 1, '{}', 'accepted', 'fr' from generate_series(1, 400) n; analyze`;
    await fillDatabase(portal.databaseUrl, ofOrganisation);
    const filters: SubmissionFilter[] = [ALL, { ...ALL, profile: 'citizen' }, { ...ALL, profile: shared.number }];
    for (const filter of filters) {
      const asked = { citizenId, filter, asked: null, limit: 21 };
      const [sent] = await statementsDuring(portal.app.db, () => getSubmissionsOverview(portal.app.db, asked));
      assert.ok(sent !== undefined);
      const plan = await planOf(portal.app.db, sent, 'custom');
      assert.ok(!/Seq Scan on submissions/.test(plan), plan);
      const thrown = [...plan.matchAll(/Rows Removed by Filter: (\d+)/g)].map(([, rows]) => Number(rows));
      assert.ok(Math.max(0, ...thrown) <= 200, plan);
      const read = [...plan.matchAll(/on submissions[^\n]*rows=(\d+)(?:\.\d+)? loops/g)].map(([, rows]) =>
        Number(rows),
      );
      assert.ok(read.length > 0 && Math.max(...read) <= 21, `more rows were read than a page needs\n${plan}`);
    }
  });
});
