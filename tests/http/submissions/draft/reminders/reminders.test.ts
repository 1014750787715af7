import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { localDateOf } from '../../../../../src/domain/local-date.ts';
import { daysAfter } from '../../../../../src/domain/working-days.ts';
import { loadDefinitions } from '../../../../../src/features/procedures/definitions.ts';
import { publishProcedures } from '../../../../../src/features/procedures/versions/publish-procedures.ts';
import { remindOfClosingDrafts } from '../../../../../src/features/submissions/draft/reminders/remind-of-closing-drafts.ts';
import { remindOfIdleDrafts } from '../../../../../src/features/submissions/draft/reminders/remind-of-idle-drafts.ts';
import { sendDraftReminder } from '../../../../../src/features/submissions/draft/reminders/send-draft-reminder.ts';
import { answerStep, beginDraft } from '../../../../support/drafts/drafts.ts';
import { jobRun } from '../../../../support/jobs/job-run.ts';
import { confirmAddress, signUp } from '../../../../support/journeys.ts';
import { linkIn, startPortal, type TestPortal, untilNoJobs } from '../../../../support/portal.ts';
import { newNumber } from '../../../../support/profiles.ts';

const tomorrow = daysAfter(localDateOf(new Date()), 1);
const definitions = loadDefinitions().map((one) =>
  one.slug === 'event-permit' ? { ...one, closesOn: tomorrow } : one,
);
let portal: TestPortal;
before(async () => {
  portal = await startPortal({ definitions });
});

async function begun({ confirmed = true } = {}) {
  const { visitor, person } = await signUp(portal);
  if (confirmed) await confirmAddress(visitor, person);
  const draft = await beginDraft(visitor, 'event-permit');
  const id = draft.split('/').at(-1) ?? '';
  return { visitor, person, draft, id };
}
const run = (text: string, values: unknown[]) => portal.app.db.pool.query(text, values);
const idleFor = (id: string, days: number) =>
  run('update drafts set saved_at = now() - make_interval(days => $2) where id = $1', [id, days]);

/** What the jobs of a day send to this person. */
async function mailsAfter(job: () => Promise<void>, { email }: { email: string }): Promise<string[]> {
  await untilNoJobs(portal);
  portal.mails.length = 0;
  await job();
  await untilNoJobs(portal);
  return portal.mails.filter(({ to }) => to === email).map(({ subject }) => subject);
}
const idleJob = () => remindOfIdleDrafts(portal.app);
async function closingJob(): Promise<void> {
  const procedures = await publishProcedures(portal.app, definitions);
  await remindOfClosingDrafts({ ...portal.app, procedures });
}

describe('a week before a draft is deleted', () => {
  it('one mail says which démarche and until when, and leads to it', async () => {
    const { visitor, person, draft, id } = await begun();
    await idleFor(id, 22);
    assert.deepEqual(await mailsAfter(idleJob, person), []);
    await idleFor(id, 24);
    await idleJob();
    const mail = await portal.mailTo(person.email, /Votre brouillon sera bientôt effacé/);
    assert.match(mail.text, /fête de rue/);
    const lastDay = new Date(Date.now() + 5 * 86_400_000);
    const inFrench = new Intl.DateTimeFormat('fr-BE', { dateStyle: 'long', timeZone: 'Europe/Brussels' }).format(
      lastDay,
    );
    assert.ok(mail.text.includes(inFrench), mail.text);
    assert.equal(linkIn(mail), `${portal.origin}${draft}`);
    await visitor.open(draft);
    assert.equal(visitor.page.location, `${draft}/applicant`);
    assert.deepEqual(await mailsAfter(idleJob, person), [], 'a second day says nothing more');
  });

  it('and again only when something was saved since', async () => {
    const { visitor, person, draft, id } = await begun();
    await idleFor(id, 24);
    assert.equal((await mailsAfter(idleJob, person)).length, 1);
    await answerStep(visitor, `${draft}/applicant`, { firstName: 'Lucie', leave: 'yes' });
    assert.deepEqual(await mailsAfter(idleJob, person), []);
    await run("update drafts set idle_reminded_at = now() - interval '40 days' where id = $1", [id]);
    await idleFor(id, 24);
    assert.equal((await mailsAfter(idleJob, person)).length, 1);
  });

  it('20 runs at once send one mail', async () => {
    const { person, id } = await begun();
    await idleFor(id, 24);
    const all = async () => void (await Promise.all(Array.from({ length: 20 }, idleJob)));
    assert.equal((await mailsAfter(all, person)).length, 1);
  });

  it('nothing is said to an address that is not confirmed, to who wants no mails, nor of what went on meanwhile', async () => {
    const unconfirmed = await begun({ confirmed: false });
    await idleFor(unconfirmed.id, 24);
    assert.deepEqual(await mailsAfter(idleJob, unconfirmed.person), []);
    const quiet = await begun();
    await run('update citizens set notify_by_email = false where email = $1', [quiet.person.email]);
    await idleFor(quiet.id, 24);
    assert.deepEqual(await mailsAfter(idleJob, quiet.person), []);
    const left = await begun();
    await run(
      `with made as (insert into organisations (enterprise_number, kind, name, vat_liable)
          values ($2, 'association', 'Les Amis du Parc', false)
        returning enterprise_number)
      update drafts set enterprise_number = made.enterprise_number from made where id = $1`,
      [left.id, newNumber()],
    );
    await idleFor(left.id, 24);
    assert.deepEqual(await mailsAfter(idleJob, left.person), [], 'of an organisation that one does not act for');
    const late = await begun();
    await idleFor(late.id, 31);
    assert.deepEqual(await mailsAfter(idleJob, late.person), []);
  });
});

describe('48 hours before a démarche closes', () => {
  it('one mail says until when, in the language of the draft', async () => {
    const { visitor, person, draft } = await begun();
    await answerStep(visitor, `${draft.replace('/fr/', '/nl/')}/applicant`, { firstName: 'Lucie', leave: 'yes' });
    await closingJob();
    const mail = await portal.mailTo(person.email, /nog niet ingediend/);
    const inDutch = new Intl.DateTimeFormat('nl-BE', { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(tomorrow));
    assert.ok(mail.text.includes(inDutch), mail.text);
    assert.equal(linkIn(mail), `${portal.origin}${draft.replace('/fr/', '/nl/')}`);
    assert.deepEqual(await mailsAfter(closingJob, person), []);
  });

  it('20 runs at once send one mail, and another démarche none', async () => {
    const { visitor, person } = await begun();
    await beginDraft(visitor, 'equipment-loan');
    const all = async () => void (await Promise.all(Array.from({ length: 20 }, closingJob)));
    assert.equal((await mailsAfter(all, person)).length, 1);
  });
});

it('a mail that waited says nothing of a draft that was abandoned, nor that it will be deleted once it went on', async () => {
  const { visitor, person, draft, id } = await begun();
  const procedures = await publishProcedures(portal.app, definitions);
  const send = (kind: 'draft-expiring' | 'draft-closing') => () =>
    sendDraftReminder({ ...portal.app, procedures }, { kind, draftId: id }, jobRun());
  assert.deepEqual(await mailsAfter(send('draft-expiring'), person), []);
  assert.equal((await mailsAfter(send('draft-closing'), person)).length, 1);
  await visitor.post(`${draft}/deletion`, { confirmed: 'yes' });
  assert.deepEqual(await mailsAfter(send('draft-closing'), person), []);
});
