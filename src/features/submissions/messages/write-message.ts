import { randomUUID } from 'node:crypto';
import type { App } from '../../../app.ts';
import type { Transaction } from '../../../platform/database.ts';
import type { Attachment } from '../attachments/attachment.ts';
import { insertAttachmentOfMessage, listAttachmentsOfSubmission } from '../attachments/attachments.repository.ts';
import type { Change } from '../handling/change-submission.ts';
import type { Sender } from '../handling/submission-actor.ts';
import type { Submission } from '../submission.ts';
import type { WrittenMessage } from './message.ts';
import { findSameMessage, insertMessage } from './messages.repository.ts';

type Writing = {
  submission: Pick<Submission, 'id'>;
  message: WrittenMessage;
  by: Sender;
  /** The files are judged and durable in the storage; no row names them yet. */
  documents: readonly Attachment[];
};
/**
 * `there`: the second press of one button, nothing is written. `too-much`: the documents that came with messages about
 * this submission would be too large together.
 */
export type Written = { outcome: 'sent'; change: Change } | { outcome: 'there' | 'too-much'; change: null };

/**
 * Writes a message about a submission that the caller has locked, whatever its status, and returns the change it makes.
 * Other words under the same id, as from a page that « back » brought back, are a message of their own.
 */
export async function writeMessage(
  app: Pick<App, 'config'>,
  tx: Transaction,
  { submission, message, by, documents }: Writing,
): Promise<Written> {
  const wanted = { ...message, by, submissionId: submission.id };
  if ((await findSameMessage(tx, wanted)) !== null) return { outcome: 'there', change: null };
  const most = app.config.documents.bytesPerSubmission;
  if (documents.length > 0 && (await bytesWith(tx, submission.id, documents)) > most) {
    return { outcome: 'too-much', change: null };
  }
  const messageId = (await insertMessage(tx, wanted)) ? wanted.id : await insertUnderOtherId(tx, wanted);
  for (const one of documents) await insertAttachmentOfMessage(tx, { submissionId: submission.id, messageId }, one);
  return { outcome: 'sent', change: { event: { name: 'message-sent', detail: { messageId } } } };
}

async function bytesWith(tx: Transaction, submissionId: string, documents: readonly Attachment[]): Promise<number> {
  const there = await listAttachmentsOfSubmission(tx, submissionId);
  const ofMessages = there.filter(({ messageId }) => messageId !== null);
  return [...ofMessages, ...documents].reduce((sum, { bytes }) => sum + bytes, 0);
}

async function insertUnderOtherId(tx: Transaction, message: Parameters<typeof insertMessage>[1]): Promise<string> {
  const id = randomUUID();
  await insertMessage(tx, { ...message, id });
  return id;
}
