import assert from 'node:assert/strict';
import { randomBytes, randomUUID } from 'node:crypto';
import { before, describe, it } from 'node:test';
import { z } from 'zod';
import { findIdentity } from '../../../../src/features/identification/identities.repository.ts';
import { sealNumber, unsealNumber } from '../../../../src/features/identification/sealed-identity.ts';
import { sql } from '../../../../src/platform/database.ts';
import { judge, provedMerge, type TwoAccounts, twoAccounts } from '../../../support/acts/merges.ts';
import { text } from '../../../support/journeys.ts';
import { startPortal, type TestPortal } from '../../../support/portal.ts';
import { createProfile, newNumber } from '../../../support/profiles.ts';
import { assertNone } from '../../../support/source/source-files.ts';
import { addColleague, signInColleague } from '../../../support/staff.ts';
import { insertSubmission } from '../../../support/submissions/submitted.ts';
import type { Visitor } from '../../../support/visitor.ts';

let portal: TestPortal;
let karim: Visitor;
let second: Visitor;
let staffMemberId: string;
before(async () => {
  portal = await startPortal();
  ({ visitor: karim } = await signInColleague(portal, 'helpdesk'));
  ({ visitor: second } = await signInColleague(portal, 'helpdesk'));
  staffMemberId = (await addColleague(portal)).id;
});

/**
 * What becomes of each column that refers to an account: `moved` to the one that stays, `deleted`, or `left` as it is, as
 * nothing of it is ever changed or read with it.
 */
const FATES: Record<string, 'moved' | 'deleted' | 'left' | 'absent'> = {
  'access_requests.citizen_id': 'moved',
  'account_links.citizen_id': 'deleted',
  'account_merges.kept_id': 'absent',
  'account_merges.other_id': 'deleted',
  'citizen_words.citizen_id': 'left',
  'citizens.merged_into': 'moved',
  'desk_visits.citizen_id': 'moved',
  'drafts.citizen_id': 'moved',
  'guest_codes.claimer_id': 'moved',
  'helpdesk_acts.citizen_id': 'left',
  // One that waits is an obstacle.
  'helpdesk_email_changes.citizen_id': 'absent',
  'identification_attempts.citizen_id': 'deleted',
  'identifications.citizen_id': 'left',
  'identities.citizen_id': 'moved',
  'interrupted_forms.citizen_id': 'deleted',
  'invitations.invited_by': 'moved',
  'mail_deliveries.citizen_id': 'moved',
  'memberships.citizen_id': 'moved',
  'profile_drafts.citizen_id': 'moved',
  'sessions.citizen_id': 'deleted',
  'sign_ins.citizen_id': 'left',
  'submission_events.citizen_id': 'left',
  'submission_messages.citizen_id': 'moved',
  'submissions.citizen_id': 'moved',
};

const Column = z.strictObject({ column: z.string() });
const columnsToCitizens = async () =>
  (
    await portal.app.db.many(
      Column,
      sql`
      select conrelid::regclass::text || '.' || attname as "column" from pg_constraint
      join pg_attribute on attrelid = conrelid and attnum = conkey[1]
      where contype = 'f' and confrelid = 'citizens'::regclass order by 1`,
    )
  ).map(({ column }) => column);

async function countIn(column: string, citizenId: string): Promise<number> {
  const [table, name] = column.split('.');
  const { rows } = await portal.app.db.pool.query(`select count(*)::int as n from ${table} where ${name} = $1`, [
    citizenId,
  ]);
  return rows[0].n;
}

const mergedByTwo = async (merge: string): Promise<void> => {
  assert.equal((await judge(karim, merge)).status, 303);
  const done = await judge(second, merge);
  assert.equal(done.status, 303, text(done.html));
};

/** Puts something of the account into every table that may hold it. */
async function fill({ visitor, person, id }: TwoAccounts['other']) {
  const number = newNumber();
  await createProfile(visitor, number);
  const filed = await insertSubmission(portal.app.db, { email: person.email });
  const other = await insertSubmission(portal.app.db, { email: person.email });
  await portal.app.db.transaction(async (tx) => {
    const rows = [
      sql`insert into access_requests (enterprise_number, citizen_id, job_title, status, decided_at)
        values (${number}, ${id}, 'director', 'refused', now())`,
      sql`insert into account_links (citizen_id, purpose, digest, email, expires_at)
        values (${id}, 'reset-password', ${randomBytes(32)}, ${person.email}, now() + interval '1 hour')`,
      sql`insert into desk_visits (draft_id, staff_member_id, citizen_id, channel)
        values (${randomUUID()}, ${staffMemberId}, ${id}, 'desk')`,
      sql`insert into drafts (citizen_id, enterprise_number, slug, version, language)
        select ${id}, ${number}, slug, version, 'fr' from procedure_versions where slug = 'event-permit' limit 1`,
      sql`insert into guest_codes (submission_id, code, claimer_id)
        values (${other.id}, upper(left(translate(md5(${other.id}), 'ilou', 'zzzz'), 16)), ${id})`,
      sql`insert into helpdesk_acts (id, citizen_id, staff_member_id, act, reason, reason_words, proof, proof_words)
        values (${randomUUID()}, ${id}, ${staffMemberId}, 'unlock', 'asked-by-phone', '', 'questions', '')`,
      sql`insert into identification_attempts (state_digest, citizen_id, sign_in_id, secrets, level, next, begun_at, expires_at)
        values (${randomBytes(32)}, ${id}, ${randomUUID()}, '', 2, '/fr', now(), now())`,
      sql`insert into identifications (citizen_id, sign_in_id, level, acr, means, identified_at)
        values (${id}, ${randomUUID()}, 2, 'Level500', 'eid', now())`,
      sql`insert into identities (citizen_id, issuer, subject, number_tag, sealed_number, last_name, identified_first_at,
          identified_last_at)
        values (${id}, 'https://fas.example', ${id}, left(md5(${id}), 22), ${sealNumber(portal.app.sealing, id, '85073000358')},
          'Lambert', now(), now())`,
      sql`insert into interrupted_forms (citizen_id, path, fields) values (${id}, '/fr', '{}')`,
      sql`insert into invitations (enterprise_number, email, role, language, invited_by)
        values (${number}, ${`${randomUUID()}@exemple.be`}, 'member', 'fr', ${id})`,
      sql`insert into profile_drafts (citizen_id, enterprise_number, answers) values (${id}, ${number}, '{}')`,
      sql`insert into submission_messages (submission_id, citizen_id, text) values (${filed.id}, ${id}, 'Bonjour')`,
    ];
    for (const row of rows) await tx.run(row);
  });
  return { number, reference: filed.reference };
}

describe('two accounts that become one', () => {
  it('leave no column that refers to an account without a fate', async () => {
    const known = Object.keys(FATES);
    const found = await columnsToCitizens();
    assertNone(
      found.filter((column) => !known.includes(column)),
      'say in FATES what a merge does with it, do it in merge-accounts.ts, and fill it in this test',
    );
    assertNone(
      known.filter((column) => !found.includes(column)),
      'it is gone: take it out of FATES',
    );
  });

  it('move what can be moved, end what opens the account, and leave what is never changed', async () => {
    const both = await twoAccounts(portal);
    const earlier = await provedMerge(portal, { kept: both.other, other: (await twoAccounts(portal)).other });
    await mergedByTwo(earlier.merge);
    await fill(both.other);
    const { kept, other, merge } = await provedMerge(portal, both);
    const before = new Map<string, number>();
    for (const column of await columnsToCitizens()) before.set(column, await countIn(column, other.id));
    const empty = [...before].filter(([column, n]) => (FATES[column] === 'absent') !== (n === 0));
    assertNone(
      empty.map(([column]) => column),
      'this test puts nothing there, and so proves nothing',
    );
    await mergedByTwo(merge);
    for (const [column, n] of before) {
      const [left, moved] = [await countIn(column, other.id), await countIn(column, kept.id)];
      if (FATES[column] === 'left') assert.equal(left, n, column);
      else assert.equal(left, 0, column);
      if (FATES[column] === 'moved') assert.ok(moved >= n, column);
    }
    const identity = await findIdentity(portal.app.db, kept.id);
    assert.equal(unsealNumber(portal.app.sealing, kept.id, identity?.sealedNumber ?? ''), '85073000358');
    const { rows } = await portal.app.db.pool.query('select status, email, merged_into from citizens where id = $1', [
      other.id,
    ]);
    assert.deepEqual(rows, [{ status: 'closed', email: null, merged_into: kept.id }]);
  });

  it('show the timeline, the history of the organisation and what the helpdesk did under the account that stays', async () => {
    const both = await twoAccounts(portal);
    const { number, reference } = await fill(both.other);
    const { kept, merge } = await provedMerge(portal, both);
    await mergedByTwo(merge);
    const page = text((await kept.visitor.open(`/fr/submissions/${reference}`)).html);
    assert.ok(!page.includes('Ancien membre'));
    assert.match(text((await kept.visitor.open(`/fr/profiles/${number}/history`)).html), /Lucie-Anne Lambert a réuni/);
    const history = text((await kept.visitor.open('/fr/account/history')).html);
    assert.match(history, /Vos deux comptes n’en font plus qu’un/);
    assert.match(history, /levé le délai/);
  });
});

describe('memberships of both accounts in one organisation', () => {
  const days = (ahead: number) => sql`(now() at time zone 'Europe/Brussels')::date + ${ahead}::integer`;
  const standing = async (number: string) =>
    (
      await portal.app.db.pool.query(
        `select citizen_id, role, ends_on - (now() at time zone 'Europe/Brussels')::date as days from memberships
        where enterprise_number = $1 and ended_at is null`,
        [number],
      )
    ).rows;

  for (const { name, kept: keptMember, other: otherMember, become } of [
    {
      name: 'a manager without an end and a member with one are a manager without an end',
      kept: { role: 'member', days: 5 },
      other: { role: 'manager', days: null },
      become: { role: 'manager', days: null },
    },
    {
      name: 'the later of two last days stands',
      kept: { role: 'manager', days: 5 },
      other: { role: 'member', days: 9 },
      become: { role: 'manager', days: 9 },
    },
    {
      name: 'a membership whose last day is over gives nothing',
      kept: { role: 'member', days: 5 },
      other: { role: 'manager', days: -1 },
      become: { role: 'member', days: 5 },
    },
    {
      name: 'a membership of the account that stays, whose last day is over, takes nothing away',
      kept: { role: 'manager', days: -1 },
      other: { role: 'member', days: 3 },
      become: { role: 'member', days: 3 },
    },
  ]) {
    it(`are joined: ${name}`, async () => {
      const both = await twoAccounts(portal);
      const number = newNumber();
      await createProfile(both.kept.visitor, number);
      await portal.app.db.transaction(async (tx) => {
        await tx.run(sql`
          insert into memberships (enterprise_number, citizen_id, role, job_title, preferred_language, email)
          values (${number}, ${both.other.id}, 'member', 'director', 'fr', ${both.other.person.email})`);
        for (const [id, { role, days: ahead }] of [
          [both.kept.id, keptMember],
          [both.other.id, otherMember],
        ] as const) {
          const endsOn = ahead === null ? sql`null` : days(ahead);
          await tx.run(sql`
            update memberships set role = ${role}, ends_on = ${endsOn}
            where enterprise_number = ${number} and citizen_id = ${id}`);
        }
      });
      await mergedByTwo((await provedMerge(portal, both)).merge);
      assert.deepEqual(await standing(number), [{ citizen_id: both.kept.id, ...become }]);
    });
  }

  it('leave no request that the person needs no more, and keep an invitation to the address that goes', async () => {
    const both = await twoAccounts(portal);
    const [own, another] = [newNumber(), newNumber()];
    await createProfile(both.other.visitor, own);
    const third = await twoAccounts(portal);
    await createProfile(third.kept.visitor, another);
    await portal.app.db.transaction(async (tx) => {
      for (const [number, id] of [
        [own, both.kept.id],
        [another, both.kept.id],
        [another, both.other.id],
      ] as const) {
        await tx.run(sql`
          insert into access_requests (enterprise_number, citizen_id, job_title) values (${number}, ${id}, 'director')`);
      }
      await tx.run(sql`
        insert into invitations (enterprise_number, email, role, language, invited_by)
        values (${another}, ${both.other.person.email}, 'member', 'fr', ${third.kept.id})`);
    });
    await mergedByTwo((await provedMerge(portal, both)).merge);
    const { rows } = await portal.app.db.pool.query(
      'select enterprise_number as number, status from access_requests where citizen_id = $1 order by number, status',
      [both.kept.id],
    );
    assert.deepEqual(
      rows,
      [
        { number: own, status: 'withdrawn' },
        { number: another, status: 'open' },
        { number: another, status: 'withdrawn' },
      ].sort((one, two) => one.number.localeCompare(two.number) || one.status.localeCompare(two.status)),
    );
    const told = await portal.app.db.pool.query(
      `select enterprise_number as number from organisation_events
      where name = 'access-withdrawn' and enterprise_number in ($1, $2) order by 1`,
      [own, another],
    );
    assert.deepEqual(
      told.rows,
      [{ number: own }, { number: another }].sort((one, two) => one.number.localeCompare(two.number)),
    );
    const invited = await portal.app.db.pool.query('select email from invitations where enterprise_number = $1', [
      another,
    ]);
    assert.deepEqual(invited.rows, [{ email: both.kept.person.email }]);
  });
});
