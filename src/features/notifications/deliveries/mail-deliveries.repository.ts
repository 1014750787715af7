import { z } from 'zod';
import { type Db, sql, type Transaction } from '../../../platform/database.ts';
import { type PageOfRows, pageSql } from '../../../platform/postgres/pages.ts';
import { MAIL_REASONS, type MailReason } from './mail-refusal.ts';

/** A mail is `waiting` until its first try ends, or for the next try. */
export const MAIL_STATES = ['waiting', 'handed-over', 'refused', 'given-up', 'dropped'] as const;
export type MailState = (typeof MAIL_STATES)[number];

export const MailDelivery = z.strictObject({
  id: z.uuid(),
  /** One of `src/quotas.ts`, or one that an earlier release knew. */
  kind: z.string(),
  /** The address it was sent to, which may not be the account's of today. */
  email: z.string(),
  /** The request that it is about. */
  submissionId: z.uuid().nullable(),
  askedAt: z.date(),
  state: z.enum(MAIL_STATES),
  /** Why it did not arrive, or not yet; null while nothing went wrong. An unknown reason of another release is « unclear ». */
  reason: z.enum(MAIL_REASONS).catch('unclear').nullable(),
  /** The last answer of the mail server, without addresses, for the staff. */
  answer: z.string().nullable(),
  tries: z.number().int(),
  lastTriedAt: z.date(),
});
/** One mail and what became of it. The content of the mail is kept nowhere. */
export type MailDelivery = z.output<typeof MailDelivery>;
const columns = sql`id, kind, email, submission_id as "submissionId", asked_at as "askedAt", state, reason, answer, tries,
  last_tried_at as "lastTriedAt"`;

export type NewDelivery = {
  jobId: string;
  askedAt: Date;
  kind: string;
  email: string;
  /** Null to look for the account whose confirmed address this is. */
  citizenId: string | null;
  submissionId: string | null;
};

const Begun = z.strictObject({ id: z.uuid() });

/**
 * Notes that a mail is about to leave, once a try. Returns false when what became of it is settled already: the process
 * was killed after it had written so, and before the job was done.
 */
export async function insertDeliveryTry(tx: Transaction, mail: NewDelivery): Promise<boolean> {
  const begun = await tx.maybe(
    Begun,
    sql`
    insert into mail_deliveries as mail (job_id, asked_at, kind, email, citizen_id, submission_id, state)
    select ${mail.jobId}::bigint, ${mail.askedAt}::timestamptz, ${mail.kind}::text, ${mail.email}::text,
      coalesce(${mail.citizenId}::uuid, (
        select id from citizens
        where lower(email) = lower(${mail.email}::text) and status = 'active' and email_confirmed_at is not null)),
      ${mail.submissionId}::uuid, 'waiting'
    on conflict (job_id) do update
    set email = excluded.email, citizen_id = excluded.citizen_id, kind = excluded.kind, state = 'waiting', reason = null,
      answer = null, tries = mail.tries + 1, last_tried_at = now()
    where mail.state in ('waiting', 'given-up')
    returning mail.id`,
  );
  return begun !== null;
}

export type DeliveryOutcome = { state: MailState; reason: MailReason | null; answer: string | null };

export async function updateDelivery(tx: Transaction, jobId: string, outcome: DeliveryOutcome): Promise<void> {
  await tx.run(sql`
    update mail_deliveries set state = ${outcome.state}, reason = ${outcome.reason}, answer = ${outcome.answer}
    where job_id = ${jobId}::bigint`);
}

export async function updateDeliveryDropped(tx: Transaction, jobId: string): Promise<void> {
  await tx.run(sql`
    update mail_deliveries set state = 'dropped', reason = 'dropped-by-staff'
    where job_id = ${jobId}::bigint and state in ('waiting', 'given-up')`);
}

/**
 * Settles mails whose job is gone or tried no more. Without a reason, the last try did not fail: it was taken, and
 * Postgres was away when that was to be written. With one, a later run of the job found nothing left to tell.
 */
export function updateForgottenDeliveries(tx: Transaction): Promise<number> {
  return tx.run(sql`
    update mail_deliveries mail
    set state = case when exists (select from graphile_worker.jobs where jobs.id = mail.job_id) then 'given-up'
        when reason is null then 'handed-over' else 'dropped' end,
      reason = case when reason is not null and not exists (select from graphile_worker.jobs where jobs.id = mail.job_id)
        then 'not-needed' else reason end
    where state = 'waiting' and last_tried_at < now() - interval '10 minutes'
      and not exists (select from graphile_worker.jobs where jobs.id = mail.job_id and (attempts < max_attempts or locked_at is not null))`);
}

const WaitingJob = z.strictObject({ jobId: z.string() });

/** Lists the jobs of mails that wait for the mail server, those tried least often first. */
export async function listJobsWaitingForServer(db: Db): Promise<string[]> {
  const waiting = await db.many(
    WaitingJob,
    sql`
    select job_id::text as "jobId" from mail_deliveries
    where state = 'waiting' and reason = 'server-away' order by tries, job_id limit 1000`,
  );
  return waiting.map(({ jobId }) => jobId);
}

/**
 * Lists the mails that concern an account, the newest first. For the staff: it holds the mail to an address that the
 * account wants to have, which says whether somebody else has it.
 */
export function listMailsOfCitizen(
  db: Db,
  { citizenId, limit }: { citizenId: string; limit: number },
): Promise<MailDelivery[]> {
  return db.many(
    MailDelivery,
    sql`
    select ${columns} from mail_deliveries where citizen_id = ${citizenId}
    order by asked_at desc, id desc limit ${limit}`,
  );
}

/** Lists one page of what the citizen may read about their own mails. */
export function listOwnMails(
  db: Db,
  { citizenId, ...page }: PageOfRows & { citizenId: string },
): Promise<MailDelivery[]> {
  const own = sql`citizen_id = ${citizenId} and kind <> 'change-email'`;
  const { beyond, order } = pageSql(page, {
    by: ['asked_at', 'id'],
    newestFirst: true,
    row: (id) => sql`select asked_at, id from mail_deliveries where ${own} and id = ${id}`,
  });
  return db.many(
    MailDelivery,
    sql`select ${columns} from mail_deliveries where ${own} and ${beyond} order by ${order}`,
  );
}

/** Lists the mails about a request that did not reach the citizen, the newest first. */
export function listFailedMailsOfSubmission(
  db: Db,
  { submissionId, citizenId }: { submissionId: string; citizenId: string },
): Promise<MailDelivery[]> {
  return db.many(
    MailDelivery,
    sql`
    select ${columns} from mail_deliveries
    where submission_id = ${submissionId} and citizen_id = ${citizenId} and state in ('refused', 'given-up')
    order by asked_at desc, id desc`,
  );
}
