import { z } from 'zod';
import { type Db, sql, type Transaction } from '../../../platform/database.ts';
import { actorColumns, type Sender } from '../handling/submission-actor.ts';
import { SubmissionMessage, type WrittenMessage } from './message.ts';

const AT_MOST = 1_000;

/** Returns the messages of a submission, the oldest first. The caller made sure that they may be read. */
export function listMessages(db: Db, submissionId: string, atMost = AT_MOST): Promise<SubmissionMessage[]> {
  return db.many(
    SubmissionMessage,
    sql`
    select submission_messages.id, sent_at as "sentAt", text,
      case
        when staff_members.id is not null then jsonb_build_object('kind', 'staff', 'id', staff_members.id, 'name',
          jsonb_build_object('firstName', staff_members.first_name, 'lastName', staff_members.last_name))
        when citizens.id is not null then jsonb_build_object('kind', 'citizen', 'id', citizens.id, 'name',
          case when citizens.first_name <> '' and citizens.last_name <> '' then
            jsonb_build_object('firstName', citizens.first_name, 'lastName', citizens.last_name) end)
      end as by
    from submission_messages left join citizens on citizens.id = citizen_id
      left join staff_members on staff_members.id = staff_member_id
    where submission_id = ${submissionId}
    order by sent_at, submission_messages.id
    limit ${atMost}`,
  );
}

export type NewMessage = WrittenMessage & { submissionId: string; by: Sender };

/** Returns false when a message has that id already. */
export async function insertMessage(tx: Transaction, message: NewMessage): Promise<boolean> {
  const { id, submissionId, text, by } = message;
  const { citizenId, staffMemberId } = actorColumns(by);
  const inserted = await tx.run(sql`
    insert into submission_messages (id, submission_id, citizen_id, staff_member_id, text)
    values (${id}, ${submissionId}, ${citizenId}::uuid, ${staffMemberId}::uuid, ${text})
    on conflict (id) do nothing`);
  return inserted === 1;
}

/** Returns the id of the message when the same person wrote the same words with it about the same submission. */
export async function findSameMessage(db: Db, message: NewMessage): Promise<string | null> {
  const { id, submissionId, text, by } = message;
  const { citizenId, staffMemberId } = actorColumns(by);
  const found = await db.maybe(
    z.strictObject({ id: z.uuid() }),
    sql`
    select id from submission_messages
    where id = ${id} and submission_id = ${submissionId} and text = ${text}
      and citizen_id is not distinct from ${citizenId}::uuid
      and staff_member_id is not distinct from ${staffMemberId}::uuid`,
  );
  return found?.id ?? null;
}

const ExportedMessage = z.strictObject({
  id: z.uuid(),
  submissionId: z.uuid(),
  reference: z.string(),
  sentAt: z.date(),
  /** `member`: somebody else of the same organisation. The staff are not named. */
  from: z.enum(['oneself', 'member', 'commune']),
  text: z.string(),
});
export type ExportedMessage = z.infer<typeof ExportedMessage>;

/** Returns the messages about these submissions, which the caller may read, and those the citizen wrote elsewhere. */
export function listMessagesToExport(
  db: Db,
  { citizenId, submissions }: { citizenId: string; submissions: readonly string[] },
): Promise<ExportedMessage[]> {
  return db.many(
    ExportedMessage,
    sql`
    select submission_messages.id, submission_id as "submissionId", reference, sent_at as "sentAt", text,
      case when staff_member_id is not null then 'commune'
        when submission_messages.citizen_id = ${citizenId} then 'oneself' else 'member' end as "from"
    from submission_messages join submissions on submissions.id = submission_id
    where submission_id = any(${submissions}::uuid[]) or submission_messages.citizen_id = ${citizenId}
    order by sent_at, submission_messages.id`,
  );
}
