import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { localDateOf } from '../../../src/domain/local-date.ts';
import { loadDefinitions } from '../../../src/features/procedures/definitions.ts';
import { Procedures } from '../../../src/features/procedures/versions/procedures.ts';
import { handOverAccessRequests } from '../../../src/features/profiles/access/hand-over-access-requests.ts';
import { endPastMemberships } from '../../../src/features/profiles/members/end-past-memberships.ts';
import { remindOfClosingDrafts } from '../../../src/features/submissions/draft/reminders/remind-of-closing-drafts.ts';
import { remindOfIdleDrafts } from '../../../src/features/submissions/draft/reminders/remind-of-idle-drafts.ts';
import { jobHandlers } from '../../../src/jobs.ts';
import { accountOf, citizenIdOf, GROUNDS } from '../../support/acts/helpdesk-acts.ts';
import { fillDatabase } from '../../support/database.ts';
import { insertFoundPerson, NO_ONE_AT_FAS } from '../../support/fas/found-person.ts';
import { jobRun } from '../../support/jobs/job-run.ts';
import { signUp } from '../../support/journeys.ts';
import { startPortal, type TestPortal } from '../../support/portal.ts';
import { endOf, letIn, type Shared, sharedProfile } from '../../support/profiles.ts';
import { signInColleague } from '../../support/staff.ts';
import { statementsDuring } from '../../support/statements.ts';
import { filingForm, readyDraft } from '../../support/submissions/filing.ts';
import { insertSubmission } from '../../support/submissions/submitted.ts';

let portal: TestPortal;
let shared: Shared;

/** As many as a town has, so that the planner chooses as it would there. */
const MANY = `
  insert into citizens (id, email, password_hash, first_name, last_name, language, email_confirmed_at)
    select md5('c' || n)::uuid, 'c' || n || '@exemple.be', 'x', 'Lucie', 'Lambert', 'fr', now() from generate_series(1, 5000) n;
  insert into organisations (enterprise_number, kind, name, vat_liable)
    select '0' || lpad(n::text, 9, '0'), 'enterprise', 'Organisation ' || n, true from generate_series(1, 5000) n;
  insert into memberships (enterprise_number, citizen_id, role, job_title, preferred_language, email, ended_at, landline, mobile)
    select '0' || lpad(n::text, 9, '0'), md5('c' || n)::uuid, 'manager', 'chair', 'fr', '', case when n % 4 = 0 then now() end,
      '+3225' || lpad(n::text, 6, '0'), '+32471' || lpad(n::text, 6, '0')
    from generate_series(1, 5000) n;
  insert into access_requests (enterprise_number, citizen_id, job_title, status, decided_at)
    select '0' || lpad(n::text, 9, '0'), md5('c' || (n + 7) % 5000 + 1)::uuid, 'chair', 'accepted', now()
    from generate_series(1, 5000) n;
  insert into organisation_events (enterprise_number, name, person)
    select '0' || lpad((n % 5000 + 1)::text, 9, '0'), 'access-asked', 'Jan' from generate_series(1, 15000) n;
  insert into audit_events (name, citizen_id) select 'signed-in', md5('c' || n)::uuid from generate_series(1, 5000) n;
  insert into interrupted_forms (citizen_id, path, fields)
    select md5('c' || n)::uuid, '/fr', '{}' from generate_series(1, 5000) n;
  insert into account_links (citizen_id, purpose, digest, email, expires_at)
    select md5('c' || n)::uuid, 'confirm-email', sha256(n::text::bytea), '', now() + interval '1 day' from generate_series(1, 5000) n;
  insert into invitations (enterprise_number, email, role, language)
    select '0' || lpad(n::text, 9, '0'), 'i' || n || '@exemple.be', 'member', 'fr' from generate_series(1, 5000) n;
  insert into profile_drafts (citizen_id, enterprise_number, answers)
    select md5('c' || n)::uuid, '0' || lpad(n::text, 9, '0'), '{"begunAs": "enterprise"}' from generate_series(1, 5000) n;
  insert into procedure_versions (slug, version, definition, digest)
    select 'p-' || translate(n::text, '0123456789', 'abcdefghij'), 1, '{"department": "festivities"}', sha256(n::text::bytea) from generate_series(1, 5000) n;
  insert into drafts (citizen_id, slug, version, language)
    select md5('c' || n)::uuid, 'p-' || translate(n::text, '0123456789', 'abcdefghij'), 1, 'fr' from generate_series(1, 5000) n;
  insert into submissions (id, reference, citizen_id, enterprise_number, organisation_name, slug, version, answers, status, language)
    select md5('f' || n)::uuid, lpad(n::text, 11, '0'), md5('c' || n)::uuid, case when n % 2 = 0 then '0' || lpad(n::text, 9, '0') end,
      case when n % 2 = 0 then 'Organisation ' || n end, 'p-' || translate(n::text, '0123456789', 'abcdefghij'), 1, '{}',
      (array['submitted', 'in-progress', 'accepted', 'to-complete'])[n % 4 + 1], 'fr' from generate_series(1, 5000) n;
  insert into submission_events (submission_id, name, citizen_id)
    select md5('f' || n)::uuid, 'filed', md5('c' || n)::uuid from generate_series(1, 5000) n;
  insert into attachments (id, submission_id, name, media_type, bytes, sha256, state)
    select md5('a' || n)::uuid, md5('f' || n)::uuid, 'plan.pdf', 'application/pdf', 1, sha256(n::text::bytea), 'clean'
    from generate_series(1, 5000) n;
  insert into staff_members (id, email, first_name, last_name, roles, language)
    select md5('t' || n)::uuid, 't' || n || '@exemple.be', 'Nadia', 'Benali', '{agent}'::text[], 'fr' from generate_series(1, 5000) n;
  insert into issued_documents (id, submission_id, code, name, media_type, bytes, sha256, staff_member_id)
    select md5('d' || n)::uuid, md5('f' || n)::uuid, lpad(n::text, 16, '0'), 'permis.pdf', 'application/pdf', 1,
      sha256(n::text::bytea), md5('t' || n)::uuid from generate_series(1, 5000) n;
  insert into submission_messages (submission_id, citizen_id, text)
    select md5('f' || n)::uuid, md5('c' || n)::uuid, 'Bonjour' from generate_series(1, 5000) n;
  insert into desk_visits (draft_id, channel, staff_member_id)
    select md5('v' || n)::uuid, 'desk', md5('t' || n)::uuid from generate_series(1, 5000) n;
  insert into submission_figures (week, department, slug, language, kind, channel, measure, days, number)
    select date_trunc('week', now())::date, 'festivities', 'p-' || translate(n::text, '0123456789', 'abcdefghij'), 'fr',
      'citizen', 'online', 'handled', 3, 1 from generate_series(1, 5000) n;
  insert into sign_ins (id, citizen_id, network, browser)
    select md5('s' || n)::uuid, md5('c' || n)::uuid, '', '' from generate_series(1, 5000) n;
  insert into sessions (sid, sess, expire)
    select 's' || n, jsonb_build_object('user', jsonb_build_object('id', md5('c' || n)::uuid, 'signInId', md5('s' || n)::uuid)),
      now() + interval '1 hour' from generate_series(1, 5000) n;
  insert into identities (citizen_id, issuer, subject, number_tag, sealed_number, last_name, identified_first_at, identified_last_at)
    select md5('c' || n)::uuid, 'https://fas.example', 's' || n, lpad(n::text, 22, '0'), '', 'Lambert', now(), now()
    from generate_series(1, 5000) n;
  insert into identifications (citizen_id, sign_in_id, level, acr, means, identified_at)
    select md5('c' || n)::uuid, md5('s' || n)::uuid, 3, '', 'eid', now() from generate_series(1, 5000) n;
  insert into identification_attempts (state_digest, citizen_id, sign_in_id, secrets, level, next, begun_at, expires_at)
    select sha256(n::text::bytea), md5('c' || n)::uuid, md5('s' || n)::uuid, '', 2, '/fr', now(), now() + interval '1 hour'
    from generate_series(1, 5000) n;
  insert into guest_codes (submission_id, code) select md5('f' || n)::uuid, lpad(n::text, 16, '0') from generate_series(1, 5000) n;
  insert into account_merges (kept_id, form_id, email)
    select md5('c' || n)::uuid, md5('w' || n)::uuid, 'w' || n || '@exemple.be' from generate_series(1, 5000) n;
  insert into card_answers (state_digest) select sha256(n::text::bytea) from generate_series(1, 5000) n;
  insert into spent_captchas (id) select md5('k' || n)::uuid from generate_series(1, 5000) n;
  insert into quotas (key, expire) select 'q' || n, 1e15 from generate_series(1, 5000) n;
  insert into sign_in_delays (email_digest, failures, delayed_until, failed_at)
    select sha256(n::text::bytea), 1, now(), now() from generate_series(1, 5000) n;
  update sign_in_delays set account_digest = email_digest;
  insert into staff_sign_ins (id, staff_member_id, network, browser, factor)
    select md5('g' || n)::uuid, md5('t' || n)::uuid, '', '', 'code' from generate_series(1, 5000) n;
  insert into staff_sessions (sid, sess, expire)
    select 'g' || n, jsonb_build_object('user', jsonb_build_object('id', md5('t' || n)::uuid, 'epoch', 1,
      'signInId', md5('g' || n)::uuid)), now() + interval '1 hour' from generate_series(1, 5000) n;
  insert into mail_deliveries (job_id, kind, email, citizen_id, asked_at, state)
    select n + 1000000, 'confirm-email', 'c' || n || '@exemple.be', md5('c' || n)::uuid, now(), 'handed-over'
    from generate_series(1, 5000) n;
  insert into helpdesk_acts (id, citizen_id, staff_member_id, act, reason, reason_words, proof, proof_words)
    select md5('h' || n)::uuid, md5('c' || n)::uuid, md5('t' || n)::uuid, 'unlock', 'other', '', 'other', ''
    from generate_series(1, 5000) n;
  insert into helpdesk_searches (staff_member_id, sought, by_what, found, more)
    select md5('t' || n)::uuid, 'Lucie', 'name', '{}', false from generate_series(1, 5000) n;
  insert into staff_members (id, email, first_name, last_name, roles, language)
    select md5('m' || n)::uuid, 'm' || n || '@exemple.be', 'Nadia', 'Nys', '{agent}'::text[], 'fr' from generate_series(1, 5000) n;
  insert into staff_links (staff_member_id, digest, expires_at)
    select md5('m' || n)::uuid, sha256(n::text::bytea), now() + interval '1 day' from generate_series(1, 5000) n;
  insert into staff_interrupted_forms (staff_member_id, sealed)
    select md5('m' || n)::uuid, 'x' from generate_series(1, 5000) n;
  insert into staff_challenges (holder, challenge, expires_at)
    select sha256(n::text::bytea), sha256(n::text::bytea), now() + interval '1 day' from generate_series(1, 5000) n;
  analyze`;

before(async () => {
  portal = await startPortal({ environment: NO_ONE_AT_FAS });
  shared = await sharedProfile(portal);
  await letIn(shared, 'member');
  await fillDatabase(portal.databaseUrl, MANY);
});

/** The page that asks somebody, whom FAS has just named, whether to keep it. */
async function confirmation({ person }: Shared['owner']): Promise<string> {
  return `/fr/identification/confirmation/${await insertFoundPerson(portal, person.email)}`;
}

/**
 * One holds a row while the mail server is away; the others are of the queue of jobs, which is short, and a job may run
 * while a page is asked for.
 */
const SHORT = /^(?:mail_server_absence|_private_\w+)$/;

/** The tables that a statement would read from end to end, whatever its parameters. */
async function tablesReadWhole(statement: string): Promise<string[]> {
  const { rows } = await portal.app.db.pool.query(`explain (generic_plan) ${statement}`);
  const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
  const read = [...plan.matchAll(/Seq Scan on (\w+)/g)].map(([, table = '']) => table);
  return read.filter((table) => !SHORT.test(table));
}

async function assertIndexed(work: () => Promise<unknown>): Promise<void> {
  const sent = await statementsDuring(portal.app.db, work);
  const texts = [...new Set(sent.map(({ text }) => text))].filter((text) =>
    /^\s*(select|update|insert|delete|with)/i.test(text),
  );
  assert.ok(texts.length > 0, 'no statement was seen');
  for (const text of texts) {
    assert.deepEqual(await tablesReadWhole(text), [], text);
  }
}

describe('with five thousand of each, no page reads a table from end to end', () => {
  const pages = (number: string) => [
    '/fr/my-space',
    '/fr/my-space?profile=citizen&status=open&q=terrasse',
    `/fr/my-space?profile=${number}&status=waiting`,
    '/fr/my-space/submissions.xlsx',
    '/fr/account/sessions',
    '/fr/account/identity',
    '/fr/account/history',
    ...['contact', 'members', 'organisation', 'history', 'job-title', 'role'].map(
      (page) => `/fr/profiles/${number}/${page}`,
    ),
    '/fr/profiles/new/enterprise',
  ];
  for (const [nth, page] of pages('N').entries()) {
    it(page, async () => {
      const { owner, number } = shared;
      await assertIndexed(async () => {
        assert.equal((await owner.visitor.open(pages(number)[nth] ?? '')).status, 200);
      });
    });
  }

  it('nor does what is sent', async () => {
    const { owner, colleague, number } = shared;
    const path = `/fr/profiles/${number}`;
    const posts: [Shared['owner'], string, Record<string, string>][] = [
      [owner, `${path}/members/invite`, { email: 'nadia@exemple.be', role: 'member' }],
      [owner, `${path}/job-title`, { jobTitle: 'secretary' }],
      [owner, `${path}/contact`, { preferredLanguage: 'fr', email: owner.person.email }],
      [owner, await endOf(portal, number, colleague), { when: 'now' }],
      [colleague, `${path}/access-request`, { jobTitle: 'chair' }],
      [colleague, `${path}/access-request`, { withdraw: '1' }],
      [colleague, await confirmation(colleague), {}],
      [colleague, '/fr/account/identity', { currentPassword: colleague.person.password }],
      [colleague, '/fr/account/data', {}],
      [colleague, '/fr/account/closing', { currentPassword: colleague.person.password }],
    ];
    for (const [{ visitor }, address, fields] of posts) {
      await assertIndexed(async () => {
        const { status } = await visitor.post(address, fields);
        assert.ok(status === 303 || status === 200, `${address} answered ${status}`);
      });
    }
  });

  it('nor does the helpdesk, whatever it looks for', async () => {
    const { visitor } = await signInColleague(portal, 'helpdesk');
    const { email } = shared.owner.person;
    const { reference } = await insertSubmission(portal.app.db, { email });
    for (const q of [email, shared.number, '0470 12 34 56', reference]) {
      await assertIndexed(async () => {
        assert.equal((await visitor.post('/fr/admin/citizens/search', { q })).status, 303, q);
      });
      await assertIndexed(() => visitor.follow());
    }
    const { person } = await signUp(portal);
    const account = accountOf(await citizenIdOf(portal, person.email));
    await assertIndexed(() => visitor.open(account));
    for (const act of ['unlock', 'suspension', 'restoration', 'email-confirmation']) {
      await assertIndexed(async () => {
        assert.equal((await visitor.post(`${account}/${act}`, GROUNDS)).status, 303, act);
      });
    }
  });

  it('nor does a search by name, once there are too many to be read quickly', async () => {
    const { visitor } = await signInColleague(portal, 'helpdesk');
    for (const q of ['Dubois Paula', 'dub']) {
      const sent = await statementsDuring(portal.app.db, () => visitor.post('/fr/admin/citizens/search', { q }));
      const text = sent.find((one) => one.text.includes('citizen_words'))?.text ?? '';
      const client = await portal.app.db.pool.connect();
      await client.query('set enable_seqscan = off');
      const { rows } = await client.query(`explain (generic_plan) ${text}`);
      client.release(true);
      assert.match(rows.map((row) => row['QUERY PLAN']).join('\n'), /Bitmap Index Scan on citizen_words_search/);
    }
  });

  it('nor does the way back from FAS', async () => {
    const { visitor } = shared.owner;
    await assertIndexed(() => visitor.open('/fr/identification/return?code=x&state=fr.nothing'));
  });

  it('nor does filing, or the page of what was filed', async () => {
    const { visitor } = shared.owner;
    for (const profile of ['citizen', shared.number]) {
      const draft = await readyDraft(visitor, profile);
      const form = await filingForm(visitor, draft);
      await assertIndexed(async () => {
        assert.equal((await visitor.post(`${draft}/check`, form)).status, 303);
      });
      await assertIndexed(async () => {
        assert.equal((await visitor.follow()).status, 200);
      });
      await assertIndexed(async () => {
        assert.equal((await visitor.post(`${draft}/check`, form)).status, 303);
      });
    }
  });

  it('nor do the jobs of each hour', async () => {
    await assertIndexed(() => handOverAccessRequests(portal.app));
    await assertIndexed(() => endPastMemberships(portal.app));
    const [first] = loadDefinitions().filter(({ slug }) => slug === 'event-permit');
    assert.ok(first !== undefined);
    const closing = { ...first, closesOn: localDateOf(portal.clock.now()) };
    const procedures = new Procedures(portal.app.db, [], [{ definition: closing, version: 1, file: closing }]);
    await assertIndexed(() => remindOfClosingDrafts({ ...portal.app, procedures }));
  });

  it('nor does the daily job about drafts that will be deleted', async () => {
    await assertIndexed(() => remindOfIdleDrafts(portal.app));
  });

  it('nor does what is deleted each night', async () => {
    const purges = Object.entries(jobHandlers(portal.app, new Procedures(portal.app.db, [], []))).filter(([name]) =>
      name.startsWith('forget-'),
    );
    assert.ok(purges.length >= 4);
    for (const [, forget] of purges) await assertIndexed(() => forget({}, jobRun()));
  });
});
