import { z } from 'zod';
import { type Db, sql, type Transaction } from '../../../../platform/database.ts';

const AT_MOST = 500;
const Note = z.strictObject({
  id: z.string(),
  writtenAt: z.date(),
  text: z.string(),
  firstName: z.string(),
  lastName: z.string(),
});
/** A note that an agent wrote for colleagues, with the writer's present name. */
export type Note = z.infer<typeof Note>;

/**
 * Lists the notes of a submission, the oldest first. The caller has checked that the reader handles it; citizens never
 * see them.
 */
export function listNotes(db: Db, submissionId: string, atMost = AT_MOST): Promise<Note[]> {
  return db.many(
    Note,
    sql`
    select submission_notes.id::text as id, written_at as "writtenAt", text, first_name as "firstName",
      last_name as "lastName"
    from submission_notes join staff_members on staff_members.id = staff_member_id
    where submission_id = ${submissionId}
    order by submission_notes.id
    limit ${atMost}`,
  );
}

export type NewNote = { submissionId: string; staffMemberId: string; text: string };

/**
 * Writes a note, once: the same words of the same person within ten minutes are a button that was pressed twice. The
 * caller has locked the submission.
 */
export async function insertNote(tx: Transaction, { submissionId, staffMemberId, text }: NewNote): Promise<void> {
  await tx.run(sql`
    insert into submission_notes (submission_id, staff_member_id, text)
    select ${submissionId}, ${staffMemberId}, ${text}::text where not exists (
      select 1 from submission_notes where submission_id = ${submissionId} and staff_member_id = ${staffMemberId}
        and text = ${text}::text and written_at > now() - interval '10 minutes')`);
}
