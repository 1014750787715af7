import { z } from 'zod';
import { type Db, sql, type Transaction } from '../../../platform/database.ts';
import { actorColumns, type ChangedBy } from '../handling/submission-actor.ts';
import { mayBringAbout, SubmissionEvent, type SubmissionEventContent } from '../handling/submission-event.ts';

const AT_MOST = 500;
const Id = z.strictObject({ id: z.string() });

/** The timeline, oldest first. Who did something with an account brought into another one is found by the latter. */
export function listSubmissionEvents(db: Db, submissionId: string, atMost = AT_MOST): Promise<SubmissionEvent[]> {
  return db.many(
    SubmissionEvent,
    sql`
    select submission_events.id::text as id, happened_at as "happenedAt",
      jsonb_build_object('name', name, 'detail', detail) as content,
      case
        when staff_members.id is not null then jsonb_build_object('kind', 'staff', 'id', staff_members.id, 'name',
          jsonb_build_object('firstName', staff_members.first_name, 'lastName', staff_members.last_name))
        when citizens.id is not null then jsonb_build_object('kind', 'citizen', 'id', citizens.id, 'name',
          case when citizens.first_name <> '' and citizens.last_name <> '' then
            jsonb_build_object('firstName', citizens.first_name, 'lastName', citizens.last_name) end)
      end as by
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
  by: ChangedBy;
};

/** Returns the id of the event, in digits. Throws an Error for an event that they cannot bring about. */
export async function insertSubmissionEvent(tx: Transaction, event: NewSubmissionEvent): Promise<string> {
  const { submissionId, content, by } = event;
  if (!mayBringAbout(by, content.name)) throw new Error(`« ${content.name} » is not brought about by the ${by.kind}`);
  const { citizenId, staffMemberId } = actorColumns(by);
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
