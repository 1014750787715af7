import { z } from 'zod';
import { type Db, sql, type Transaction } from '../../../platform/database.ts';
import { SubmissionEvent, type SubmissionEventContent } from '../handling/submission-event.ts';

const AT_MOST = 500;
const Id = z.strictObject({ id: z.string() });

/** The timeline, oldest first. Who did something with an account brought into another one is found by the latter. */
export function listSubmissionEvents(db: Db, submissionId: string, atMost = AT_MOST): Promise<SubmissionEvent[]> {
  return db.many(
    SubmissionEvent,
    sql`
    select submission_events.id::text as id, name, happened_at as "happenedAt", detail,
      citizens.id as "citizenId",
      nullif(citizens.first_name, '') as "firstName", nullif(citizens.last_name, '') as "lastName",
      staff_member_id as "staffMemberId", staff_members.first_name as "staffFirstName",
      staff_members.last_name as "staffLastName"
    from submission_events left join citizens author on author.id = citizen_id
      left join citizens on citizens.id = coalesce(author.merged_into, author.id)
      left join staff_members on staff_members.id = staff_member_id
    where submission_id = ${submissionId}
    order by submission_events.id
    limit ${atMost}`,
  );
}

export type NewSubmissionEvent = {
  submissionId: string;
  content: SubmissionEventContent;
  /** Both are null for the portal, and for somebody without an account. */
  citizenId: string | null;
  staffMemberId: string | null;
};

/** Returns the id of the event, in digits. */
export async function insertSubmissionEvent(tx: Transaction, event: NewSubmissionEvent): Promise<string> {
  const { submissionId, content, citizenId, staffMemberId } = event;
  const { id } = await tx.one(
    Id,
    sql`
    insert into submission_events (submission_id, name, detail, citizen_id, staff_member_id)
    values (${submissionId}, ${content.name}, ${JSON.stringify(content.detail)}::jsonb, ${citizenId}::uuid,
      ${staffMemberId}::uuid)
    returning id::text as id`,
  );
  return id;
}

/** When that member of the staff opened it last; null for never within the last hour. */
export async function findLastOpening(
  db: Db,
  { submissionId, staffMemberId }: { submissionId: string; staffMemberId: string },
): Promise<Date | null> {
  const { openedAt } = await db.one(
    z.strictObject({ openedAt: z.date().nullable() }),
    sql`
    select max(happened_at) as "openedAt" from submission_events where submission_id = ${submissionId} and name = 'opened'
      and staff_member_id = ${staffMemberId} and happened_at > now() - interval '1 hour'`,
  );
  return openedAt;
}
