import { z } from 'zod';
import { type Db, sql } from '../../../platform/database.ts';

/**
 * Returns the SHA-256, in hexadecimal, of what tells one content of a submission from a later one: its revision and the ids
 * of all that would be destroyed with it. What is added or written changes it; that an agent only opened it does not. Null
 * for one that holds nothing any more.
 */
export async function findContentStamp(db: Db, id: string): Promise<string | null> {
  const found = await db.maybe(
    z.strictObject({ stamp: z.string() }),
    sql`
    select encode(sha256(convert_to(jsonb_build_array(
      revision,
      array(select events.id from submission_events events where submission_id = s.id and detail <> '{}' order by 1),
      array(select messages.id from submission_messages messages where submission_id = s.id order by 1),
      array(select notes.id from submission_notes notes where submission_id = s.id order by 1),
      array(select files.id || state from attachments files where submission_id = s.id and waits_for is null order by 1),
      array(select issued.id from issued_documents issued where submission_id = s.id order by 1)
    )::text, 'UTF8')), 'hex') as stamp
    from submissions s where s.id = ${id} and destroyed_at is null`,
  );
  return found?.stamp ?? null;
}
