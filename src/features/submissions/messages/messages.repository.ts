import { z } from 'zod';
import { type Db, sql, type Transaction } from '../../../platform/database.ts';
import { type Sender, SubmissionMessage, type WrittenMessage } from './message.ts';

const AT_MOST = 1_000;

/** Those of a submission that the caller found to be theirs to read, the oldest first. */
export function listMessages(db: Db, submissionId: string): Promise<SubmissionMessage[]> {
  return db.many(
    SubmissionMessage,
    sql`
    select submission_messages.id, sent_at as "sentAt", text, nullif(citizens.first_name, '') as "firstName",
      nullif(citizens.last_name, '') as "lastName", staff_member_id as "staffMemberId",
      staff_members.first_name as "staffFirstName", staff_members.last_name as "staffLastName"
    from submission_messages left join citizens on citizens.id = citizen_id
      left join staff_members on staff_members.id = staff_member_id
    where submission_id = ${submissionId}
    order by sent_at, submission_messages.id
    limit ${AT_MOST}`,
  );
}

export type NewMessage = WrittenMessage & Sender & { submissionId: string };

/** Returns false when a message has that id already. */
export async function insertMessage(tx: Transaction, message: NewMessage): Promise<boolean> {
  const { id, submissionId, text, citizenId, staffMemberId } = message;
  const inserted = await tx.run(sql`
    insert into submission_messages (id, submission_id, citizen_id, staff_member_id, text)
    values (${id}, ${submissionId}, ${citizenId}::uuid, ${staffMemberId}::uuid, ${text})
    on conflict (id) do nothing`);
  return inserted === 1;
}

/** Returns the id of the message when the same person wrote the same words with it about the same submission. */
export async function findSameMessage(db: Db, message: NewMessage): Promise<string | null> {
  const { id, submissionId, text, citizenId, staffMemberId } = message;
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
