import assert from 'node:assert/strict';
import { before, beforeEach, describe, it } from 'node:test';
import { localDateOf } from '../../../../src/domain/local-date.ts';
import { daysAfter } from '../../../../src/domain/working-days.ts';
import { updateIdleAccountsWarned } from '../../../../src/features/own-data/idle/idle-accounts.repository.ts';
import { seeToIdleAccounts } from '../../../../src/features/own-data/idle/see-to-idle-accounts.ts';
import { sendIdleNotice } from '../../../../src/features/own-data/idle/send-idle-notice.ts';
import { warnIdleAccounts } from '../../../../src/features/own-data/idle/warn-idle-accounts.ts';
import { formatLocalDate } from '../../../../src/web/page/format.ts';
import { ACTS, help } from '../../../support/acts/helpdesk-acts.ts';
import { daysLater, idleFor, idlenessOf } from '../../../support/idle/idle-accounts.ts';
import { jobRun } from '../../../support/jobs/job-run.ts';
import { type Person, signIn, signUp } from '../../../support/journeys.ts';
import { linkIn, startPortal, type TestPortal, untilNoJobs } from '../../../support/portal.ts';
import { signInColleague } from '../../../support/staff.ts';
import { confirmedCitizen } from '../../../support/submissions/filing.ts';

const LONG = '23 months';
let portal: TestPortal;
before(async () => {
  portal = await startPortal();
});
beforeEach(async () => {
  await portal.app.db.pool.query("update citizens set status = 'suspended' where status = 'active'");
});

const night = () => seeToIdleAccounts(portal.app.db);
const inDays = (days: number) => daysAfter(localDateOf(new Date()), days);

/** The subjects of what a job sends to this person. */
async function mailsAfter(job: () => Promise<unknown>, { email }: Person): Promise<string[]> {
  await untilNoJobs(portal);
  portal.mails.length = 0;
  await job();
  await untilNoJobs(portal);
  return portal.mails.filter(({ to }) => to === email).map(({ subject }) => subject);
}

async function warned(): Promise<Person> {
  const { person } = await confirmedCitizen(portal);
  await idleFor(portal, person, LONG);
  await night();
  await portal.mailTo(person.email, /sera fermé/);
  return person;
}

describe('the first warning', () => {
  it('leaves sixty days before two years are over, says what goes and what stays, and leads to sign-in', async () => {
    const { person } = await confirmedCitizen(portal);
    await idleFor(portal, person, '22 months - 1 day');
    assert.deepEqual(await mailsAfter(night, person), []);
    await idleFor(portal, person, '22 months 5 days');
    await night();
    const mail = await portal.mailTo(person.email, /sera fermé après le .* si vous ne vous connectez pas/);
    const { daysLeft, step } = await idlenessOf(portal, person);
    assert.equal(step, 'warned');
    assert.equal(daysLeft, 60, 'a person has sixty days, however late it leaves');
    for (const part of [mail.subject, mail.text]) assert.ok(part.includes(formatLocalDate(inDays(60), 'fr')), part);
    assert.match(mail.text, /vos brouillons sont effacés.*restent chez elle/s);
    assert.match(mail.text, /Appelez-nous au 02\/244 75 11/);
    assert.equal(linkIn(mail), `${portal.origin}/fr/sign-in`);
  });

  it('is in the language of the account, also to somebody who wants no notices by mail', async () => {
    const { person } = await confirmedCitizen(portal);
    await idleFor(portal, person, LONG);
    await portal.app.db.pool.query("update citizens set language = 'nl', notify_by_email = false where email = $1", [
      person.email,
    ]);
    await night();
    const mail = await portal.mailTo(person.email, /gesloten als u zich niet aanmeldt/);
    assert.equal(linkIn(mail), `${portal.origin}/nl/sign-in`);
    assert.ok(mail.text.includes(formatLocalDate(inDays(60), 'nl')));
  });

  it('leaves once, from twenty runs at once as from one a night, with one event', async () => {
    const { person } = await confirmedCitizen(portal);
    await idleFor(portal, person, LONG);
    const all = () => Promise.all(Array.from({ length: 20 }, night));
    assert.equal((await mailsAfter(all, person)).length, 1);
    assert.deepEqual(await mailsAfter(night, person), []);
    const { rows } = await portal.app.db.pool.query(
      `select details from audit_events join citizens on citizens.id = citizen_id
       where email = $1 and name = 'idle-account-warned'`,
      [person.email],
    );
    assert.deepEqual(rows, [{ details: { act: 'warned', keptUntil: inDays(60) } }]);
  });

  it('leaves once also when the run that marked the account was killed before it ended', async () => {
    const { person } = await confirmedCitizen(portal);
    await idleFor(portal, person, LONG);
    const killed = warnIdleAccounts(portal.app.db, async (tx, limit) => {
      assert.equal((await updateIdleAccountsWarned(tx, limit)).length, 1);
      throw new Error('killed');
    });
    await assert.rejects(killed, /killed/);
    assert.equal((await mailsAfter(night, person)).length, 1);
  });

  it('goes to no account that is suspended, and to nobody who never confirmed an address for a week', async () => {
    const { person } = await signUp(portal);
    await portal.app.db.pool.query(
      `update citizens set created_at = now() - interval '6 days', last_signed_in_on = last_signed_in_on - 6
       where email = $1`,
      [person.email],
    );
    assert.deepEqual(await mailsAfter(night, person), []);
    await idleFor(portal, person, LONG);
    await portal.app.db.pool.query("update citizens set status = 'suspended' where email = $1", [person.email]);
    assert.deepEqual(await mailsAfter(night, person), []);
  });
});

describe('the last warning', () => {
  it('leaves fourteen days before the end, once', async () => {
    const person = await warned();
    await daysLater(portal, person, 45);
    assert.deepEqual(await mailsAfter(night, person), []);
    await daysLater(portal, person, 1);
    assert.match((await mailsAfter(night, person)).join(), /^Dernier rappel.: votre compte sera fermé après le [^,]+$/);
    const { step, daysLeft } = await idlenessOf(portal, person);
    assert.deepEqual([step, daysLeft], ['warned-again', 14]);
    assert.deepEqual(await mailsAfter(night, person), []);
  });

  it('puts the end off when it is late', async () => {
    const person = await warned();
    await daysLater(portal, person, 100);
    assert.equal((await mailsAfter(night, person)).length, 1);
    assert.equal((await idlenessOf(portal, person)).daysLeft, 14);
  });
});

describe('somebody who signs in after a warning', () => {
  it('keeps the account, and is warned again only after two more years', async () => {
    const person = await warned();
    await signIn(portal, person);
    assert.deepEqual(await idlenessOf(portal, person), { step: null, daysLeft: null, idleDays: 0 });
    assert.deepEqual(await mailsAfter(night, person), []);
    await idleFor(portal, person, LONG);
    assert.equal((await mailsAfter(night, person)).length, 1);
  });

  it('gets no mail that still waited', async () => {
    const person = await warned();
    const { rows } = await portal.app.db.pool.query('select id from citizens where email = $1', [person.email]);
    const notice = { citizenId: rows[0].id, step: 'warned' } as const;
    const send = () => sendIdleNotice(portal.app, notice, jobRun());
    assert.equal((await mailsAfter(send, person)).length, 1);
    await signIn(portal, person);
    assert.deepEqual(await mailsAfter(send, person), []);
  });
});

it('who is suspended and restored is warned anew, with all their time', async () => {
  const person = await warned();
  const { rows } = await portal.app.db.pool.query('select id from citizens where email = $1', [person.email]);
  const { visitor } = await signInColleague(portal, 'helpdesk');
  for (const act of [ACTS.suspension, ACTS.restoration]) await help(visitor, rows[0].id, act);
  const { step, daysLeft, idleDays } = await idlenessOf(portal, person);
  assert.deepEqual([step, daysLeft], [null, null]);
  assert.ok(idleDays > 600);
});
