import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { taskInWords } from '../../../../src/features/admin/jobs/job-words.ts';
import { sendMail } from '../../../../src/features/notifications/send-mail.ts';
import { Procedures } from '../../../../src/features/procedures/versions/procedures.ts';
import { jobHandlers } from '../../../../src/jobs.ts';
import { jobRun } from '../../../support/jobs/job-run.ts';
import { text } from '../../../support/journeys.ts';
import { startPortal, type TestPortal } from '../../../support/portal.ts';
import { signInColleague } from '../../../support/staff.ts';
import { newAddress, type Visitor } from '../../../support/visitor.ts';

let portal: TestPortal;
let sofia: Visitor;
before(async () => {
  portal = await startPortal();
  ({ visitor: sofia } = await signInColleague(portal, 'administrator'));
});

const query = async (statement: string, values: unknown[] = []) =>
  (await portal.app.db.pool.query(statement, values)).rows;

/** A job that nobody does in this release, which failed so many times with that message. */
async function failedJob(error: string, attempts = 3): Promise<string> {
  const [{ id }] = await query(
    "select (graphile_worker.add_job('of-another-release', max_attempts => 25)).id::text as id",
  );
  await query(
    `update graphile_worker._private_jobs set attempts = $2, last_error = $3, run_at = now() + interval '1 hour'
     where id = $1`,
    [id, attempts, error],
  );
  return id;
}
const jobOf = async (id: string) =>
  (await query('select attempts::int, run_at <= now() as due from graphile_worker.jobs where id = $1', [id]))[0];
const send = (fields: Record<string, string>) => sofia.post('/fr/admin/jobs', fields);

describe('the page of jobs', () => {
  it('says what failed, how often and why, without a person, and that this release does not know a task', async () => {
    await failedJob('550 <lucie@exemple.be> unknown');
    const html = text((await sofia.open('/fr/admin/jobs')).html);
    assert.match(html, /« of-another-release » : cette version ne connaît pas/);
    assert.match(html, /3 essais sur 25\. Prochain essai : .* 550 … unknown/);
    assert.ok(!html.includes('lucie@'));
  });

  it('shows what waits without having failed when asked, and nothing of it else', async () => {
    await query("select graphile_worker.add_job('count-figures', run_at => now() + interval '1 day')");
    assert.doesNotMatch(text((await sofia.open('/fr/admin/jobs')).html), /Compter les chiffres récents/);
    assert.match(text((await sofia.open('/fr/admin/jobs?view=all')).html), /Compter les chiffres récents/);
  });

  it('has words for every task of this release, in both languages of the staff', () => {
    const tasks = Object.keys(jobHandlers(portal.app, new Procedures(portal.app.db, [], [])));
    for (const language of ['fr', 'nl'] as const) {
      const t = portal.app.texts[language];
      for (const task of tasks) assert.ok(!taskInWords(task, t).includes(task), `${task} in ${language}`);
    }
  });

  it('counts the mails of the week by kind and by what became of them', async () => {
    const envelope = { kind: 'password-changed', to: newAddress('jan'), language: 'nl', sender: null } as const;
    await sendMail(portal.app, { ...envelope, citizenId: null, job: jobRun() }, () => ({}));
    assert.match(text((await sofia.open('/fr/admin/jobs')).html), /Le mot de passe a changé 0 1 0 0 0/);
  });
});

describe('an administrator', () => {
  it('tries a job again now, also one that was given up, and it is written down', async () => {
    for (const attempts of [3, 25]) {
      const id = await failedJob('no answer', attempts);
      assert.equal((await send({ job: id, act: 'retry' })).status, 303);
      assert.deepEqual(await jobOf(id), { attempts: Math.min(attempts, 24), due: true });
      const [event] = await query(
        "select details from audit_events where name = 'job-retried' order by id desc limit 1",
      );
      assert.deepEqual(event.details, { job: id, task: 'of-another-release', reason: '' });
    }
  });

  it('drops a job with a reason only; its mail is told as stopped; a second press finds it gone', async () => {
    const id = await failedJob('no answer');
    const mail = { ...jobRun(), id };
    const envelope = { kind: 'password-changed', to: newAddress('jan'), language: 'nl', sender: null } as const;
    const failing = { ...portal.app, mailer: { send: () => Promise.reject(new Error('down')), close() {} } };
    await assert.rejects(sendMail(failing, { ...envelope, citizenId: null, job: mail }, () => ({})));
    const refused = await send({ job: id, act: 'drop', reason: ' ' });
    assert.equal(refused.status, 422);
    assert.match(text(refused.html), /Dites pourquoi vous abandonnez/);
    const fields = { job: id, act: 'drop', reason: 'plus personne ne l’attend' };
    const [first, second] = await Promise.all([send(fields), send(fields)]);
    assert.deepEqual([first.status, second.status].toSorted(), [303, 422]);
    assert.equal(await jobOf(id), undefined);
    const [{ state, reason }] = await query('select state, reason from mail_deliveries where job_id = $1', [id]);
    assert.deepEqual([state, reason], ['dropped', 'dropped-by-staff']);
    const events = await query("select details from audit_events where name = 'job-dropped'");
    assert.deepEqual(
      events.map(({ details }) => details),
      [{ job: id, task: 'of-another-release', reason: fields.reason }],
    );
  });

  it('changes nothing with an id that is none, of no job, or of a job under way', async () => {
    const id = await failedJob('no answer');
    await query("update graphile_worker._private_jobs set locked_at = now(), locked_by = 'somebody' where id = $1", [
      id,
    ]);
    for (const job of ['', 'x', '-1', '9'.repeat(30), '999999999', id]) {
      assert.equal((await send({ job, act: 'drop', reason: 'x' })).status, 422, job);
    }
    assert.ok(await jobOf(id));
  });
});
