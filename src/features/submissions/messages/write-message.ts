import { randomUUID } from 'node:crypto';
import type { Transaction } from '../../../platform/database.ts';
import type { Change } from '../handling/change-submission.ts';
import type { Submission } from '../submission.ts';
import type { Sender, WrittenMessage } from './message.ts';
import { findSameMessage, insertMessage } from './messages.repository.ts';

type Writing = { submission: Pick<Submission, 'id'>; message: WrittenMessage; sender: Sender };

/**
 * Writes a message about a submission that the caller has locked, whatever its status, and returns the change it makes.
 * Returns null for the second press of one button. Other words under the same id, as from a page that « back » brought
 * back, are a message of their own.
 */
export async function writeMessage(tx: Transaction, { submission, message, sender }: Writing): Promise<Change | null> {
  const wanted = { ...message, ...sender, submissionId: submission.id };
  if (await insertMessage(tx, wanted)) return changeOf(wanted.id);
  if ((await findSameMessage(tx, wanted)) !== null) return null;
  const other = randomUUID();
  await insertMessage(tx, { ...wanted, id: other });
  return changeOf(other);
}

const changeOf = (messageId: string): Change => ({ event: { name: 'message-sent', detail: { messageId } } });
