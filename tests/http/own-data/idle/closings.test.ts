import assert from 'node:assert/strict';
import { before, beforeEach, describe, it } from 'node:test';
import { seeToIdleAccounts } from '../../../../src/features/own-data/idle/see-to-idle-accounts.ts';
import { fillDatabase } from '../../../support/database.ts';
import { beginDraft } from '../../../support/drafts/drafts.ts';
import { daysLater, idleFor, idlenessOf } from '../../../support/idle/idle-accounts.ts';
import { type Person, signIn, signUp, text } from '../../../support/journeys.ts';
import { startPortal, type TestPortal, untilNoJobs } from '../../../support/portal.ts';
import { endOf, letIn, sharedProfile } from '../../../support/profiles.ts';
import { addColleague } from '../../../support/staff.ts';
import { confirmedCitizen } from '../../../support/submissions/filing.ts';
import { insertSubmission } from '../../../support/submissions/submitted.ts';

const LONG = '23 months';
let portal: TestPortal;
before(async () => {
  portal = await startPortal();
  await addColleague(portal, 'helpdesk');
});
beforeEach(async () => {
  await untilNoJobs(portal);
  await portal.app.db.pool.query("update citizens set status = 'suspended' where status = 'active'");
});

const night = () => seeToIdleAccounts(portal.app.db);
const run = (statement: string, values: unknown[] = []) => portal.app.db.pool.query(statement, values);
const stepOf = async (person: Person) => (await idlenessOf(portal, person)).step;

/** An account that was warned twice, whose last day is today. */
async function onLastDay(person: Person): Promise<void> {
  await idleFor(portal, person, LONG);
  await night();
  await daysLater(portal, person, 46);
  await night();
  assert.equal(await stepOf(person), 'warned-again');
  await daysLater(portal, person, 14);
  assert.equal((await idlenessOf(portal, person)).daysLeft, 0);
}

async function isClosed({ email }: Person): Promise<boolean> {
  await night();
  return (await run('select from citizens where email = $1', [email])).rowCount === 0;
}

describe('an account whose last day is over', () => {
  it('is closed as its owner would: erased, told a last time, its address free again', async () => {
    const { person } = await confirmedCitizen(portal);
    const { rows } = await run('select id from citizens where email = $1', [person.email]);
    await insertSubmission(portal.app.db, { email: person.email, status: 'delivered' });
    await onLastDay(person);
    assert.equal(await isClosed(person), false, 'the last day is not over');
    await daysLater(portal, person, 1);
    assert.equal(await isClosed(person), true);
    const mail = await portal.mailTo(person.email, /Votre compte est fermé, car il n’a plus servi/);
    assert.match(mail.text, /sont effacés.*restent chez elle aussi longtemps que la loi l’exige/s);
    assert.equal((await signIn(portal, person)).page.status, 422);
    const [kept] = (
      await run('select status, first_name, email, password_hash from citizens where id = $1', [rows[0].id])
    ).rows;
    assert.deepEqual(kept, { status: 'closed', first_name: '', email: null, password_hash: null });
    assert.equal((await run('select from submissions where citizen_id = $1', [rows[0].id])).rowCount, 1);
    const events = await run('select name, network from audit_events where citizen_id = $1 order by id desc limit 1', [
      rows[0].id,
    ]);
    assert.deepEqual(events.rows, [{ name: 'idle-account-closed', network: null }]);
    assert.equal((await signUp(portal, person)).visitor.page.location, '/fr/my-space');
  });

  it('leaves its organisations, whose history says that nobody but the portal ended it', async () => {
    const shared = await sharedProfile(portal);
    await letIn(shared, 'manager');
    const { number, owner, colleague } = shared;
    await onLastDay(owner.person);
    await daysLater(portal, owner.person, 1);
    assert.equal(await isClosed(owner.person), true);
    const { html } = await colleague.visitor.open(`/fr/profiles/${number}/history`);
    assert.match(text(html), /Paula Dubois/);
    const { rows } = await run(
      'select name, person, done_by from organisation_events where enterprise_number = $1 order by id desc limit 1',
      [number],
    );
    assert.deepEqual(rows, [{ name: 'membership-ended', person: 'Paula Dubois', done_by: 'portal' }]);
  });

  it('is kept by who signs in on the last day', async () => {
    const { person } = await confirmedCitizen(portal);
    await onLastDay(person);
    await signIn(portal, person);
    await daysLater(portal, person, 1);
    assert.equal(await isClosed(person), false);
  });

  it('is closed also when another one cannot be, which is tried again', async () => {
    const people = [await confirmedCitizen(portal), await confirmedCitizen(portal)].map(({ person }) => person);
    const [broken, whole] = people as [Person, Person];
    for (const person of people) await idleFor(portal, person, LONG);
    for (const days of [46, 15]) {
      await night();
      for (const person of people) await daysLater(portal, person, days);
    }
    await fillDatabase(
      portal.databaseUrl,
      `create function break_closing() returns trigger language plpgsql as $$ begin raise 'broken'; end $$;
      create trigger closing_breaks before update on citizens for each row
        when (old.email = '${broken.email}' and new.status = 'closed') execute function break_closing()`,
    );
    await assert.rejects(night(), /idle accounts not seen to: accounts closed \(1 of them\)$/);
    assert.equal((await run('select from citizens where email = $1', [whole.email])).rowCount, 0);
    await fillDatabase(portal.databaseUrl, 'drop function break_closing cascade');
    assert.equal(await isClosed(broken), true);
  });
});

describe('an account is in use although nobody signs in', () => {
  /** Something that the portal keeps for the person, then what ends it. */
  const USES: readonly [string, (person: Person) => Promise<unknown>, string][] = [
    [
      'while a request of one’s own is open',
      ({ email }) => insertSubmission(portal.app.db, { email }),
      "update submissions set status = 'refused', closed_at = now()",
    ],
    [
      'while a draft of one’s own is kept',
      async (person) => beginDraft(await signIn(portal, person), 'event-permit'),
      'delete from drafts',
    ],
    [
      'while the helpdesk changes its address',
      ({ email }) =>
        run(
          `with asked as (
             insert into helpdesk_acts (id, citizen_id, staff_member_id, act, reason, reason_words, proof, proof_words)
             select gen_random_uuid(), citizens.id, staff_members.id, 'email-change-asked', 'mailbox-lost', '',
               'identity-card', '' from citizens, staff_members where citizens.email = $1 returning id, citizen_id)
           insert into helpdesk_email_changes (citizen_id, act_id, former, email)
           select citizen_id, id, $1, 'new@exemple.be' from asked`,
          [email],
        ),
      'delete from helpdesk_email_changes',
    ],
    [
      'while another account of the person waits to take it in',
      async ({ email }) => {
        const kept = await confirmedCitizen(portal);
        await run(
          `insert into account_merges (kept_id, form_id, email, other_id, proved_at)
           select kept.id, gen_random_uuid(), other.email, other.id, now() from citizens kept, citizens other
           where kept.email = $1 and other.email = $2`,
          [kept.person.email, email],
        );
      },
      'delete from account_merges',
    ],
  ];
  for (const [when, begin, end] of USES) {
    it(`${when}: it is not warned, nor closed once it was, and then has all its time again`, async () => {
      const { person } = await confirmedCitizen(portal);
      await begin(person);
      await idleFor(portal, person, LONG);
      await night();
      assert.equal(await stepOf(person), null);
      await run(end);
      await onLastDay(person);
      if (when.includes('draft')) return;
      await daysLater(portal, person, 1);
      await begin(person);
      assert.equal(await isClosed(person), false);
      assert.equal(await stepOf(person), null);
      await run(end);
      await night();
      const { step, daysLeft } = await idlenessOf(portal, person);
      assert.deepEqual([step, daysLeft], ['warned', 60]);
    });
  }
});

describe('the only manager of an organisation', () => {
  it('is asked once to hand over, and keeps the account; once somebody else manages it, it is warned as any other', async () => {
    const shared = await sharedProfile(portal);
    const { owner, colleague, number } = shared;
    await letIn(shared, 'member');
    await idleFor(portal, owner.person, LONG);
    await night();
    const mail = await portal.mailTo(owner.person.email, /seule personne gestionnaire d’un profil professionnel/);
    assert.ok(mail.text.includes(number.replace(/^(\d{4})(\d{3})(\d{3})$/, '$1.$2.$3')), mail.text);
    assert.match(mail.text, /page «\sMembres\s».*Appelez-nous au 02\/244 75 11/s);
    assert.doesNotMatch(mail.text, /Brasserie/);
    await idleFor(portal, owner.person, '40 months');
    assert.equal(await isClosed(owner.person), false);
    assert.equal(await stepOf(owner.person), 'asked-to-hand-over');
    await untilNoJobs(portal);
    const told = portal.mails.filter(
      ({ to, subject }) => to === owner.person.email && /gestionnaire d’un/.test(subject),
    );
    assert.deepEqual(told, []);
    await run(
      "update memberships set role = 'manager' from citizens where citizens.id = citizen_id and citizens.email = $1",
      [colleague.person.email],
    );
    await night();
    const { step, daysLeft } = await idlenessOf(portal, owner.person);
    assert.deepEqual([step, daysLeft], ['warned', 60]);
  });

  it('is asked so also when the others left after the last warning', async () => {
    const shared = await sharedProfile(portal);
    const { owner, colleague, number } = shared;
    await letIn(shared, 'manager');
    await onLastDay(owner.person);
    await colleague.visitor.post(await endOf(portal, number, colleague), { when: 'now' });
    await daysLater(portal, owner.person, 1);
    assert.equal(await isClosed(owner.person), false);
    assert.equal(await stepOf(owner.person), 'asked-to-hand-over');
    await portal.mailTo(owner.person.email, /seule personne gestionnaire d’un profil professionnel/);
  });
});
