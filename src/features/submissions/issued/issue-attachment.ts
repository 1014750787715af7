import type { Transaction } from '../../../platform/database.ts';
import type { Attachment } from '../attachments/attachment.ts';
import type { Change } from '../handling/change-submission.ts';
import type { Submission } from '../submission.ts';
import { insertIssuedDocument } from './issued-documents.repository.ts';

/** What was accepted is delivered by its first document. Others may follow. */
export function mayBeIssued({ status }: Pick<Submission, 'status'>): boolean {
  return status === 'accepted' || status === 'delivered';
}

type Issued = { attachment: Attachment; code: string; staffMemberId: string };

/**
 * Issues what is durable in the storage, under the lock of its submission, and says what that changes. Null when its
 * status does not let it.
 */
export async function issueAttachment(
  tx: Transaction,
  submission: Submission,
  { attachment, code, staffMemberId }: Issued,
): Promise<Change | null> {
  if (!mayBeIssued(submission)) return null;
  const { id, name, mediaType, bytes, sha256 } = attachment;
  const document = { id, name, mediaType, bytes, sha256, code };
  await insertIssuedDocument(tx, { ...document, submissionId: submission.id, staffMemberId });
  const event: Change['event'] = { name: 'document-issued', detail: { documentId: id, name } };
  return submission.status === 'delivered' ? { event } : { event, status: 'delivered' };
}
