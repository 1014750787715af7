import { z } from 'zod';
import { type Db, sql, type Transaction } from '../../../platform/database.ts';
import { Attachment } from './attachment.ts';

const columns = sql`attachments.id, attachments.name, media_type as "mediaType", bytes, sha256, state,
  has_copy as "hasCopy", message_id as "messageId"`;

/** Returns the documents of a draft in the order in which they were added. */
export function listAttachmentsOfDraft(db: Db, draftId: string): Promise<Attachment[]> {
  return db.many(
    Attachment,
    sql`select ${columns} from attachments where draft_id = ${draftId} order by added_at, attachments.id`,
  );
}

/** Returns the documents that were sent with a submission or later. The caller has checked who may read it. */
export function listAttachmentsOfSubmission(db: Db, submissionId: string): Promise<Attachment[]> {
  return db.many(
    Attachment,
    sql`
    select ${columns} from attachments where submission_id = ${submissionId} and waits_for is null
    order by added_at, attachments.id`,
  );
}

const OwnedAttachment = Attachment.extend({ draftId: z.uuid().nullable(), submissionId: z.uuid().nullable() });
export type OwnedAttachment = z.infer<typeof OwnedAttachment>;

/** Returns the documents of several drafts and submissions, which the caller found to be somebody's. */
export function listAttachmentsOfMany(
  db: Db,
  { drafts, submissions }: { drafts: readonly string[]; submissions: readonly string[] },
): Promise<OwnedAttachment[]> {
  return db.many(
    OwnedAttachment,
    sql`
    select ${columns}, draft_id as "draftId", submission_id as "submissionId" from attachments
    where draft_id = any(${drafts}::uuid[]) or submission_id = any(${submissions}::uuid[])
    order by added_at, attachments.id`,
  );
}

/** Inserts a document of a draft. The caller has locked the draft, and has the content durable in the storage. */
export async function insertAttachment(tx: Transaction, draftId: string, attachment: Attachment): Promise<void> {
  const { id, name, mediaType, bytes, sha256, state, hasCopy } = attachment;
  await tx.run(sql`
    insert into attachments (id, draft_id, name, media_type, bytes, sha256, state, has_copy)
    values (${id}, ${draftId}, ${name}, ${mediaType}, ${bytes}, ${sha256}, ${state}, ${hasCopy})`);
}

type OfMessage = { submissionId: string; messageId: string };

/**
 * Inserts a document of a message. The caller has locked the submission, and has the content durable in the storage.
 * The documents of one message keep their order.
 */
export async function insertAttachmentOfMessage(
  tx: Transaction,
  { submissionId, messageId }: OfMessage,
  attachment: Attachment,
): Promise<void> {
  const { id, name, mediaType, bytes, sha256, state, hasCopy } = attachment;
  await tx.run(sql`
    insert into attachments (id, submission_id, message_id, name, media_type, bytes, sha256, state, has_copy, added_at)
    values (${id}, ${submissionId}, ${messageId}, ${name}, ${mediaType}, ${bytes}, ${sha256}, ${state}, ${hasCopy},
      clock_timestamp())`);
}

/** Deletes a document of a draft, which the caller has locked. */
export async function deleteAttachment(
  tx: Transaction,
  { id, draftId }: { id: string; draftId: string },
): Promise<void> {
  await tx.run(sql`delete from attachments where id = ${id} and draft_id = ${draftId}`);
}

/** Returns those of the ids that have a row. */
export async function listKnownAttachmentIds(db: Db, ids: readonly string[]): Promise<string[]> {
  const rows = await db.many(
    z.strictObject({ id: z.uuid() }),
    sql`select id from attachments where id = any(${ids}::uuid[])`,
  );
  return rows.map(({ id }) => id);
}
