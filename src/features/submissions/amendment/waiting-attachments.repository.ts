import { z } from 'zod';
import { type Db, sql, type Transaction } from '../../../platform/database.ts';
import { Attachment } from '../attachments/attachment.ts';

/** A document that was added to a filed request, for one of its fields, on a page that is not sent yet. */
export const WaitingAttachment = Attachment.extend({ waitsFor: z.string() });
export type WaitingAttachment = z.infer<typeof WaitingAttachment>;

/** Returns the documents in the order in which they were added. The caller has checked who may read the submission. */
export function listWaitingAttachments(db: Db, submissionId: string): Promise<WaitingAttachment[]> {
  return db.many(
    WaitingAttachment,
    sql`
    select id, name, media_type as "mediaType", bytes, sha256, state, has_copy as "hasCopy", message_id as "messageId",
      waits_for as "waitsFor"
    from attachments where submission_id = ${submissionId} and waits_for is not null
    order by added_at, id`,
  );
}

/** Inserts a document. The caller has locked the submission, and has the content durable in the storage. */
export async function insertWaitingAttachment(
  tx: Transaction,
  submissionId: string,
  attachment: WaitingAttachment,
): Promise<void> {
  const { id, name, mediaType, bytes, sha256, state, hasCopy, waitsFor } = attachment;
  await tx.run(sql`
    insert into attachments (id, submission_id, waits_for, name, media_type, bytes, sha256, state, has_copy)
    values (${id}, ${submissionId}, ${waitsFor}, ${name}, ${mediaType}, ${bytes}, ${sha256}, ${state}, ${hasCopy})`);
}

type Of = { id: string; submissionId: string };

/** Makes a document one of those of the submission, which the caller has locked. */
export async function updateAsSent(tx: Transaction, { id, submissionId }: Of): Promise<void> {
  await tx.run(sql`update attachments set waits_for = null where id = ${id} and submission_id = ${submissionId}`);
}

/** Deletes a document that is not sent yet; one that was sent meanwhile stays. The caller has locked the submission. */
export async function deleteWaitingAttachment(tx: Transaction, { id, submissionId }: Of): Promise<void> {
  await tx.run(sql`
    delete from attachments where id = ${id} and submission_id = ${submissionId} and waits_for is not null`);
}

/** Deletes documents that were added thirty days ago and never sent. The nightly sweep deletes their contents. */
export function deleteForgottenAttachments(tx: Transaction, limit: number): Promise<number> {
  return tx.run(sql`
    delete from attachments where id in (
      select id from attachments where waits_for is not null and added_at < now() - interval '30 days'
      order by added_at limit ${limit})`);
}
