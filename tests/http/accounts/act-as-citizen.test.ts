import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { CITIZEN_ACTS, NO_CITIZEN_ACTS, type ReadyAct } from '../../support/acts/citizen-acts.ts';
import { NO_ONE_AT_FAS } from '../../support/fas/found-person.ts';
import { confirmAddress, signIn, signUp, text } from '../../support/journeys.ts';
import { deadlocks, untilWaiting } from '../../support/locks.ts';
import { linkIn, startPortal, type TestPortal, untilNoJobs } from '../../support/portal.ts';
import { type Account, createProfile, endOf, letIn, newNumber, sharedProfile } from '../../support/profiles.ts';
import { callsOf, readSources, textNamed } from '../../support/source/syntax.ts';
import { Visitor } from '../../support/visitor.ts';

let portal: TestPortal;
before(async () => {
  portal = await startPortal({ environment: NO_ONE_AT_FAS });
});

const NEW_PASSWORD = 'treize chats violets dansent';
/** Rows that come and go by themselves, or that say who is signed in. */
const NOT_CHANGED_BY_ACTS = [
  ...['sessions', 'staff_sessions', 'sign_ins', 'sign_in_delays', 'quotas', 'migrations'],
  // A process says here every ten seconds that it lives.
  'job_runners',
];

/** Every row of every other table, and what waits to be done: nothing can change without being seen. */
async function everything(): Promise<string> {
  await untilNoJobs(portal);
  const { pool } = portal.app.db;
  const { rows: tables } = await pool.query(
    "select tablename from pg_tables where schemaname = 'public' and tablename <> all($1) order by 1",
    [NOT_CHANGED_BY_ACTS],
  );
  const contents: string[] = [`mails: ${portal.mails.length}`];
  for (const { tablename } of tables) {
    const { rows } = await pool.query(
      `select coalesce(jsonb_agg(t order by t::text), '[]') as rows from ${tablename} t`,
    );
    contents.push(`${tablename}: ${JSON.stringify(rows[0].rows)}`);
  }
  return contents.join('\n');
}

/** Holds the account's row until `work` has led so many to wait for it, does `meanwhile`, and lets them go. */
async function behindAccount<Result>(
  { person }: Account,
  { work, waiters, meanwhile }: { work: () => Promise<Result>; waiters: number; meanwhile: string },
): Promise<Result> {
  const holder = await portal.app.db.pool.connect();
  try {
    await holder.query('begin');
    await holder.query('select 1 from citizens where email = $1 for no key update', [person.email]);
    const result = work();
    await untilWaiting(portal.app.db, waiters);
    if (meanwhile !== '') await holder.query(meanwhile, [person.email]);
    await holder.query('commit');
    return await result;
  } finally {
    holder.release();
  }
}

const END_SIGN_INS = `update sign_ins set ended_at = now()
  where citizen_id = (select id from citizens where email = $1)`;
const send = ({ account, path, fields }: ReadyAct) => account.visitor.post(path, fields);

describe('every act of a citizen', () => {
  it('is known to these tests: each address that takes a form is in one of the two tables', () => {
    const routes = readSources().filter(
      ({ path }) => path.endsWith('/routes.ts') && !/^src\/(?:dev|features\/(?:staff|admin))\//.test(path),
    );
    const declared = routes.flatMap((file) =>
      callsOf(file, /\.post$/).flatMap(({ arguments: [path] }) => textNamed(file, path) ?? []),
    );
    const known = [...Object.keys(CITIZEN_ACTS), ...Object.keys(NO_CITIZEN_ACTS)];
    assert.deepEqual([...new Set(declared)].sort(), known.sort());
  });

  for (const [name, acts] of Object.entries(CITIZEN_ACTS)) {
    acts.forEach((prepare, index) => {
      it(`changes something while the sign-in stands, and nothing once it ended: ${name} ${index + 1}`, async () => {
        const standing = await prepare(portal);
        const unchanged = await everything();
        const answer = await send(standing);
        assert.ok(answer.status < 400, `${answer.status}: ${text(answer.html).slice(0, 500)}`);
        assert.notEqual(await everything(), unchanged);

        const ended = await prepare(portal);
        const before = await everything();
        const work = () => send(ended);
        const late = await behindAccount(ended.account, { work, waiters: 1, meanwhile: END_SIGN_INS });
        assert.equal(late.status, 401);
        assert.match(text(late.html), /Connecter/);
        assert.equal(await everything(), before);
      });
    });
  }
});

describe('a password that its owner resets', () => {
  for (const page of ['/password', '/email', '/closing']) {
    it(`stands, whatever a thief who knows the old one sends at the same instant: ${page}`, async () => {
      const [prepare] = CITIZEN_ACTS[page] ?? [];
      assert.ok(prepare);
      const thief = await prepare(portal);
      const { person } = thief.account;
      const owner = new Visitor(portal);
      await owner.post('/fr/password-reset', { email: person.email });
      const link = new URL(linkIn(await portal.mailTo(person.email, /nouveau mot de passe/))).pathname;
      const work = async () => {
        const reset = owner.post(link, { password: NEW_PASSWORD, passwordConfirmation: NEW_PASSWORD });
        await untilWaiting(portal.app.db, 1);
        return [await Promise.all([reset, send(thief)])] as const;
      };
      const [[reset, act]] = await behindAccount(thief.account, { work, waiters: 2, meanwhile: '' });
      assert.deepEqual([reset.status, act.status], [303, 401]);
      assert.equal((await owner.open('/fr/account')).status, 200);
      assert.equal((await signIn(portal, { email: person.email, password: NEW_PASSWORD })).page.status, 303);
    });
  }
});

it('many who change accounts, members and profiles at once wait for each other, and none is the victim of a deadlock', async () => {
  const profiles = await Promise.all([0, 1, 2].map(() => sharedProfile(portal)));
  for (const shared of profiles) await letIn(shared, 'manager');
  const third = await signUp(portal);
  await confirmAddress(third.visitor, third.person);
  for (const { number } of profiles) {
    await third.visitor.post(`/fr/profiles/${number}/access-request`, { jobTitle: 'staff-member' });
  }
  const own = newNumber();
  const answers = await Promise.all([
    createProfile(third.visitor, own),
    third.visitor.post('/fr/account/closing', { currentPassword: third.person.password }),
    ...profiles.flatMap(({ number, owner, colleague }) => {
      const members = `/fr/profiles/${number}/members`;
      return [owner, colleague].flatMap((account) => [
        account.visitor.post(`${members}/invite`, { email: third.person.email, role: 'member' }),
        account.visitor.post(`/fr/profiles/${number}/organisation`, {
          name: 'Café',
          kind: 'enterprise',
          vatLiable: 'no',
        }),
        account.visitor.post('/fr/account/personal-data', { firstName: 'A', lastName: 'B' }),
        account.visitor.post('/fr/account/closing', { currentPassword: account.person.password }),
        endOf(portal, number, owner).then((end) => account.visitor.post(end, { when: 'now' })),
        new Visitor(portal).post('/fr/password-reset', { email: account.person.email }),
      ]);
    }),
  ]);
  assert.deepEqual(
    answers.filter(({ status }) => status >= 500).map(({ status, url }) => `${status} ${url}`),
    [],
  );
  assert.equal(await deadlocks(portal), 0);
});
