import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { before, describe, it } from 'node:test';
import { queueAccountNotice } from '../../../../src/features/accounts/account-jobs.ts';
import {
  listMailsOfCitizen,
  type MailDelivery,
} from '../../../../src/features/notifications/deliveries/mail-deliveries.repository.ts';
import { settleMails } from '../../../../src/features/notifications/deliveries/settle-mails.ts';
import { sendMail } from '../../../../src/features/notifications/send-mail.ts';
import { announceNews } from '../../../../src/features/submissions/handling/announce-news.ts';
import { freePort } from '../../../support/free-port.ts';
import { jobRun } from '../../../support/jobs/job-run.ts';
import { lucie, type Person, signUp } from '../../../support/journeys.ts';
import { startPortal, type TestPortal, untilNoJobs } from '../../../support/portal.ts';
import { linkInMail, type SmtpInbox, startSmtp } from '../../../support/smtp.ts';
import { addColleague, signInAs } from '../../../support/staff.ts';
import { until } from '../../../support/until.ts';
import { newAddress } from '../../../support/visitor.ts';

/** What the mail server answers to each address; it takes the mails to all others. */
const answers = new Map<string, string>();
let inbox: SmtpInbox;
let portal: TestPortal;
before(async () => {
  inbox = await startSmtp(0, (address) => answers.get(address) ?? null);
  portal = await startPortal({ smtp: true, environment: { SMTP_URL: inbox.url } });
});

const query = async (text: string, values: unknown[] = []) => (await portal.app.db.pool.query(text, values)).rows;

async function idOf({ email }: Person): Promise<string> {
  return (await query('select id from citizens where email = $1', [email]))[0].id;
}

/** Waits until what became of the newest mail of somebody is as it is said to be. */
async function newestMail(citizenId: string, isSo: (mail: MailDelivery) => boolean): Promise<MailDelivery> {
  let seen: MailDelivery | undefined;
  await until(async () => {
    [seen] = await listMailsOfCitizen(portal.app.db, { citizenId, limit: 1 });
    return seen !== undefined && isSo(seen);
  }, 'a mail that became so');
  return seen as MailDelivery;
}

const dueNow = () => query('update graphile_worker._private_jobs set run_at = now() where locked_at is null');
const settled = ({ state }: MailDelivery) => state !== 'waiting';
const tried = ({ reason }: MailDelivery) => reason !== null;

async function refusing(answer: string): Promise<{ person: Person; id: string }> {
  const person = lucie();
  answers.set(person.email, answer);
  await signUp(portal, person);
  return { person, id: await idOf(person) };
}

describe('what became of a mail', () => {
  it('taken by the mail server is « handed over », at its first try, with nothing of what it said', async () => {
    const { person } = await signUp(portal);
    const mail = await newestMail(await idOf(person), settled);
    const { kind, state, reason, answer, tries, email } = mail;
    assert.deepEqual(
      { kind, state, reason, answer, tries, email },
      { kind: 'confirm-email', state: 'handed-over', reason: null, answer: null, tries: 1, email: person.email },
    );
    const link = linkInMail(await inbox.mailTo(person.email));
    const kept = JSON.stringify(await query('select * from mail_deliveries'));
    assert.ok(!kept.includes(new URL(link).pathname.split('/').at(-1) ?? ''), 'the link is kept');
  });

  it('refused for good is « refused », with a reason, is not tried again, and marks the account', async () => {
    const { person, id } = await refusing('552 5.2.2 mailbox full');
    const mail = await newestMail(id, settled);
    assert.deepEqual([mail.state, mail.reason, mail.tries], ['refused', 'mailbox-full', 1]);
    assert.match(mail.answer ?? '', /mailbox full/i);
    await untilNoJobs(portal);
    const marked = 'select email_refused_at from citizens where email = $1';
    assert.ok((await query(marked, [person.email]))[0].email_refused_at instanceof Date);
  });

  it('refused for now is tried again in the same row until it is handed over, and holds no address meanwhile', async () => {
    const person = lucie();
    answers.set(person.email, `450 4.2.0 <${person.email}> greylisted, try later`);
    await signUp(portal, person);
    const id = await idOf(person);
    const waiting = await newestMail(id, tried);
    assert.deepEqual([waiting.state, waiting.reason], ['waiting', 'try-later']);
    const { rows: jobs } = await portal.app.db.pool.query('select last_error from graphile_worker.jobs');
    assert.ok(!JSON.stringify([waiting.answer, jobs, portal.logged]).includes(person.email.split('@')[0] ?? ''));
    answers.delete(person.email);
    await dueNow();
    const handed = await newestMail(id, settled);
    assert.deepEqual([handed.id, handed.state, handed.reason], [waiting.id, 'handed-over', null]);
    assert.ok(handed.tries > 1);
    await inbox.mailTo(person.email);
  });

  it('taken after a refusal takes the mark of the account away', async () => {
    const { person, id } = await refusing('550 5.1.1 unknown');
    await newestMail(id, settled);
    answers.delete(person.email);
    await sendMail(portal.app, told(person.email), () => ({}));
    const [{ email_refused_at: mark }] = await query('select email_refused_at from citizens where id = $1', [id]);
    assert.equal(mark, null);
  });
});

const told = (to: string, run = jobRun()) =>
  ({ kind: 'password-changed', to, language: 'fr', sender: null, citizenId: null, job: run }) as const;
const rowOf = async (jobId: string) =>
  (await query('select state, reason, tries, answer from mail_deliveries where job_id = $1', [jobId]))[0];

describe('a job that runs again', () => {
  it('after its mail was handed over sends nothing: a process killed before the job was done leaves such jobs', async () => {
    const to = newAddress('lucie');
    const run = jobRun();
    await sendMail(portal.app, told(to, run), () => ({}));
    await inbox.mailTo(to);
    let written = 0;
    await sendMail(portal.app, told(to, { ...run, attempt: 2 }), () => {
      written += 1;
      return {};
    });
    assert.equal(written, 0);
    assert.deepEqual(await rowOf(run.id), { state: 'handed-over', reason: null, tries: 1, answer: null });
  });

  it('after it was killed before anything could be written sends again, and the row counts both tries', async () => {
    const to = newAddress('lucie');
    const run = jobRun();
    const killed = { ...portal.app, mailer: { send: () => new Promise<void>(() => {}), close() {} } };
    void sendMail(killed, told(to, run), () => ({}));
    await until(async () => (await rowOf(run.id)) !== undefined, 'the try in the table');
    await sendMail(portal.app, told(to, { ...run, attempt: 2 }), () => ({}));
    assert.deepEqual(await rowOf(run.id), { state: 'handed-over', reason: null, tries: 2, answer: null });
  });

  it('for the last time, and fails, is « given up »', async () => {
    const to = newAddress('lucie');
    answers.set(to, '451 4.4.1 no answer from host');
    const run = jobRun({ attempt: 25 });
    await assert.rejects(
      sendMail(portal.app, told(to, run), () => ({})),
      /mail not taken \(recipient\)/,
    );
    const { state, reason } = await rowOf(run.id);
    assert.deepEqual([state, reason], ['given-up', 'recipient-server-away']);
  });
});

describe('a mail that does not leave', () => {
  it('because a bound is reached, or nothing is left to tell, says so', async () => {
    const to = newAddress('lucie');
    for (let sent = 0; sent < 5; sent += 1) await sendMail(portal.app, told(to), () => ({}));
    const [bound, nothing] = [jobRun(), jobRun()];
    await sendMail(portal.app, told(to, bound), () => ({}));
    await sendMail(portal.app, told(newAddress('jan'), nothing), () => null);
    assert.deepEqual([(await rowOf(bound.id)).state, (await rowOf(bound.id)).reason], ['dropped', 'bound-reached']);
    assert.deepEqual([(await rowOf(nothing.id)).state, (await rowOf(nothing.id)).reason], ['dropped', 'not-needed']);
  });

  it('nor has a job any more is settled: handed over when its last try did not fail, else no longer needed', async () => {
    const [lost, pointless] = [jobRun(), jobRun()];
    const [one, other] = [newAddress('lucie'), newAddress('jan')];
    await sendMail(portal.app, told(one, lost), () => ({}));
    answers.set(other, '450 later');
    await assert.rejects(sendMail(portal.app, told(other, pointless), () => ({})));
    await query(
      `update mail_deliveries set state = 'waiting', last_tried_at = now() - interval '11 minutes'
       where job_id = any($1)`,
      [[lost.id, pointless.id]],
    );
    await settleMails(portal.app);
    assert.deepEqual([(await rowOf(lost.id)).state, (await rowOf(lost.id)).reason], ['handed-over', null]);
    assert.deepEqual(
      [(await rowOf(pointless.id)).state, (await rowOf(pointless.id)).reason],
      ['dropped', 'not-needed'],
    );
  });
});

it('the mails of somebody are listed newest first, and are gone with their account', async () => {
  const { person, visitor } = await signUp(portal);
  const id = await idOf(person);
  await newestMail(id, settled);
  await sendMail(portal.app, { ...told(person.email), citizenId: id }, () => ({}));
  const kinds = (await listMailsOfCitizen(portal.app.db, { citizenId: id, limit: 10 })).map(({ kind }) => kind);
  assert.deepEqual(kinds, ['password-changed', 'confirm-email']);
  await visitor.post('/fr/account/closing', { currentPassword: person.password });
  assert.deepEqual(await query('select 1 from mail_deliveries where citizen_id = $1', [id]), []);
});

describe('the mail server away', () => {
  it('for ten minutes is told to the staff and to who watches, until 20 mails leave at once when it is back', async () => {
    const port = await freePort();
    const lonely = await startPortal({ smtp: true, environment: { SMTP_URL: `smtp://127.0.0.1:${port}` } });
    const { db } = lonely.app;
    const away = async () => (await db.pool.query('select since from mail_server_absence')).rowCount === 1;
    const sofia = await signInAs(lonely, await addColleague(lonely, 'administrator'));
    const people = Array.from({ length: 20 }, () => newAddress('lucie'));
    await db.transaction(async (tx) => {
      for (const email of people) await queueAccountNotice(tx, { kind: 'password-changed', email, language: 'fr' });
    });
    const waiting = "select 1 from mail_deliveries where state = 'waiting' and reason = 'server-away'";
    await until(async () => (await db.pool.query(waiting)).rowCount === 20, '20 mails that wait');
    assert.ok(await away());
    assert.doesNotMatch((await sofia.open('/fr/admin')).html, /serveur de messagerie ne répond plus/);
    await db.pool.query("update mail_server_absence set since = now() - interval '11 minutes'");
    await db.pool.query(
      "update graphile_worker._private_jobs set run_at = now() + interval '6 hours' where locked_at is null",
    );
    assert.match((await sofia.open('/fr/admin')).html, /serveur de messagerie ne répond plus/);
    assert.match(await (await fetch(`${lonely.origin}/health/ready`)).text(), /mail server away: 6\d\d s/);
    assert.match(await (await fetch(`${lonely.origin}/metrics`)).text(), /^mail_server_away_seconds 6\d\d/m);
    const back = await startSmtp(port);
    await settleMails(lonely.app);
    await Promise.all(people.map((email) => back.mailTo(email)));
    await until(async () => !(await away()), 'the mail server noted as back');
    assert.doesNotMatch((await sofia.open('/fr/admin')).html, /serveur de messagerie ne répond plus/);
    await until(
      async () => (await db.pool.query("select 1 from mail_deliveries where state = 'waiting'")).rowCount === 0,
    );
  });
});

it('several changes of one request within a minute make one mail, which later ones do not put off', async () => {
  const id = randomUUID();
  const job = () => query('select id, run_at from graphile_worker.jobs where key = $1', [`send-submission-news:${id}`]);
  await portal.app.db.transaction((tx) => announceNews(tx, id));
  const [first] = await job();
  for (let change = 0; change < 4; change += 1) await portal.app.db.transaction((tx) => announceNews(tx, id));
  assert.deepEqual(await job(), [first]);
});
