import { z } from 'zod';
import { queueConfirmation } from '../features/accounts/account-jobs.ts';
import type { Citizen } from '../features/accounts/citizens.repository.ts';
import type { AuditEventName } from '../features/audit/audit-event.ts';
import { sql, type Transaction } from '../platform/database.ts';

/** Suspends a colleague who has the two oldest requests that nobody has taken. */
export async function updateAsAbsent(tx: Transaction, staffMemberId: string): Promise<void> {
  await tx.run(sql`
    update submissions set assignee_id = ${staffMemberId}
    where id in (select id from submissions where status in ('submitted', 'in-progress') and assignee_id is null
      order by filed_at limit 2)`);
  await tx.run(sql`update staff_members set status = 'suspended' where id = ${staffMemberId}`);
}

export type PastEvent = { daysAgo: number; name: AuditEventName; staffMemberId: string; details: object };

export async function insertPastEvent(tx: Transaction, { daysAgo, name, ...event }: PastEvent): Promise<void> {
  await tx.run(sql`
    insert into audit_events (happened_at, name, staff_member_id, network, details)
    values (now() - make_interval(days => ${daysAgo}), ${name}, ${event.staffMemberId}, '127.0.0.1',
      ${JSON.stringify(event.details)}::jsonb)`);
}

type Recipients = Readonly<Record<'jan' | 'caller', Citizen>>;

/** Two mails that were not taken, and one whose job waits for its next try: what a helpdesk and an administrator see. */
export async function insertFailedMails(tx: Transaction, { jan, caller }: Recipients): Promise<void> {
  await tx.run(sql`
    insert into mail_deliveries (job_id, asked_at, kind, email, citizen_id, state, reason, answer, tries, last_tried_at)
    values
      (-1, now() - interval '2 days', 'confirm-email', ${caller.email}, ${caller.id}, 'refused', 'mailbox-full',
        '552 5.2.2 mailbox full', 1, now() - interval '2 days'),
      (-2, now() - interval '1 day', 'submission-news', ${jan.email}, ${jan.id}, 'given-up', 'recipient-server-away',
        '451 4.4.1 no answer from host', 25, now() - interval '3 hours')`);
  await queueConfirmation(tx, { citizenId: caller.id, next: '' });
  const { jobId } = await tx.one(
    z.strictObject({ jobId: z.string() }),
    sql`
    update graphile_worker._private_jobs jobs
    set attempts = 3, run_at = now() + interval '6 hours', last_error = 'the mail server does not answer'
    from graphile_worker._private_tasks tasks
    where tasks.id = jobs.task_id and tasks.identifier = 'send-confirmation' and jobs.payload ->> 'citizenId' = ${caller.id}
    returning jobs.id::text as "jobId"`,
  );
  await tx.run(sql`
    insert into mail_deliveries (job_id, asked_at, kind, email, citizen_id, state, reason, tries)
    values (${jobId}::bigint, now() - interval '1 hour', 'confirm-email', ${caller.email}, ${caller.id}, 'waiting',
      'server-away', 3)`);
}
