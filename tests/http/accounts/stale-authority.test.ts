import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { z } from 'zod';
import { sql } from '../../../src/platform/database.ts';
import { jobRun } from '../../support/jobs/job-run.ts';
import { confirmAddress, lucie, signIn, signUp } from '../../support/journeys.ts';
import { linkIn, startPortal, type TestPortal, untilNoJobs } from '../../support/portal.ts';
import { newAddress, Visitor } from '../../support/visitor.ts';

let portal: TestPortal;
before(async () => {
  portal = await startPortal({ realPasswords: true });
});

const NEW_PASSWORD = 'quatre lampes bleues marchent';
const count = async (query: ReturnType<typeof sql>) =>
  (await portal.app.db.one(z.strictObject({ n: z.coerce.number() }), query)).n;

async function changePassword(visitor: Visitor, present: string): Promise<number> {
  const fields = { currentPassword: present, password: NEW_PASSWORD, passwordConfirmation: NEW_PASSWORD };
  return (await visitor.post('/fr/account/password', fields)).status;
}

describe('once the password has changed', () => {
  it('a link to another address that was asked before is dead', async () => {
    const { visitor, person } = await signUp(portal);
    const evil = newAddress('evil');
    await visitor.post('/fr/account/email', { email: evil, currentPassword: person.password });
    const link = new URL(linkIn(await portal.mailTo(evil))).pathname;
    assert.equal(await changePassword(visitor, person.password), 303);
    assert.equal((await new Visitor(portal).post(link, {})).status, 410);
  });

  it('a request to change the address that still waits in the queue sends nothing', async () => {
    const { person } = await signUp(portal);
    const evil = newAddress('evil');
    const { sendEmailChange } = await import('../../../src/features/accounts/email/send-email-change.ts');
    const row = z.strictObject({ id: z.uuid() });
    const { id } = await portal.app.db.one(row, sql`select id from citizens where email = ${person.email}`);
    const asked = { citizenId: id, email: evil, askedAt: '2020-01-01T00:00:00.000Z' };
    await sendEmailChange(portal.app, asked, jobRun());
    assert.ok(!portal.mails.some(({ to }) => to === evil));
  });

  it('no sign-in with the old one stays alive, also of those under way meanwhile', async () => {
    const { visitor, person } = await signUp(portal);
    const late = Array.from({ length: 4 }, () => signIn(portal, person));
    assert.equal(await changePassword(visitor, person.password), 303);
    for (const other of await Promise.all(late)) {
      assert.equal((await other.open('/fr/my-space')).status, 303);
    }
    assert.equal((await visitor.open('/fr/my-space')).status, 200);
  });

  it('a session row written afterwards is worth nothing', async () => {
    const { visitor, person } = await signUp(portal);
    const thief = await signIn(portal, person);
    const rows = await portal.app.db.pool.query(
      "select * from sessions order by (sess->'user'->>'signedInAt')::bigint desc limit 1",
    );
    assert.equal(await changePassword(visitor, person.password), 303);
    const { sid, sess, expire } = rows.rows[0];
    await portal.app.db.pool.query('insert into sessions (sid, sess, expire) values ($1, $2, $3)', [sid, sess, expire]);
    assert.equal((await thief.open('/fr/account')).status, 303);
  });
});

describe('guesses made at the same time', () => {
  it('are counted as if made one after the other: the right one is refused after five wrong ones', async () => {
    const { person } = await signUp(portal, lucie());
    const wrong = Array.from({ length: 12 }, () => signIn(portal, { ...person, password: 'pas du tout le bon' }));
    const right = signIn(portal, person);
    await Promise.all(wrong);
    assert.equal((await right).page.status, 422);
  });
});

describe('what is kept', () => {
  it('never holds a national register number or a NUL from a form posted without a session', async () => {
    const { person } = await signUp(portal);
    const visitor = new Visitor(portal);
    await visitor.open('/fr/sign-in');
    await visitor.post('/fr/account/personal-data', { firstName: 'a\0b', lastName: '85.07.30-033.28' });
    assert.equal(visitor.page.status, 401);
    visitor.fill('Adresse e-mail', person.email).fill('Mot de passe', person.password);
    await visitor.press('Connecter');
    assert.equal(visitor.page.status, 303);
    assert.equal(await count(sql`select count(*) as n from interrupted_forms where fields::text like '%85.07%'`), 0);
  });

  it('is no address in clear of those who asked for mails; the longest is no error', async () => {
    const email = `${'a'.repeat(60)}@${'b'.repeat(60)}.${'c'.repeat(60)}.${'d'.repeat(50)}.be`;
    const visitor = new Visitor(portal);
    assert.equal((await visitor.post('/fr/password-reset', { email })).status, 200);
    assert.equal(await count(sql`select count(*) as n from quotas where key like '%aaaa%'`), 0);
  });

  it('is forgotten each night also when an unconfirmed account has a profile', async () => {
    const { visitor, person } = await signUp(portal);
    await visitor.post('/fr/profiles/new/enterprise', { enterpriseNumber: '1999000150', acceptTerms: 'yes' });
    const draft = (visitor.page.location ?? '').replace('/identity', '');
    await visitor.post(`${draft}/identity`, { name: 'Brasserie Dubois', kind: 'enterprise', vatLiable: 'no' });
    await visitor.post(`${draft}/responsibilities`, { jobTitle: 'director' });
    await portal.app.db.transaction((tx) =>
      tx.run(sql`update citizens set created_at = now() - interval '8 days' where email = ${person.email}`),
    );
    await portal.app.db.transaction((tx) =>
      tx.run(sql`update interrupted_forms set created_at = now() - interval '2 days'`),
    );
    const { forgetOldAccountData } = await import('../../../src/features/accounts/forget-old-account-data.ts');
    await forgetOldAccountData(portal.app);
    assert.equal(await count(sql`select count(*) as n from interrupted_forms`), 0);
    assert.equal((await signIn(portal, person)).page.status, 303);
  });

  it('is forgotten after seven days when the account is not confirmed, and stays when it is', async () => {
    const { person } = await signUp(portal);
    const kept = await signUp(portal);
    await confirmAddress(kept.visitor, kept.person);
    // The night leaves out an account that a mail under way holds.
    await untilNoJobs(portal);
    await portal.app.db.transaction((tx) => tx.run(sql`update citizens set created_at = now() - interval '8 days'`));
    const { forgetOldAccountData } = await import('../../../src/features/accounts/forget-old-account-data.ts');
    await forgetOldAccountData(portal.app);
    assert.equal((await signIn(portal, person)).page.status, 422);
    assert.equal((await signIn(portal, kept.person)).page.status, 303);
  });
});
