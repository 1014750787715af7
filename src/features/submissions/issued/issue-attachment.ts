import type { Transaction } from '../../../platform/database.ts';
import type { Attachment } from '../attachments/attachment.ts';
import type { Change } from '../handling/change-submission.ts';
import type { Submission } from '../submission.ts';
import { insertIssuedDocument } from './issued-documents.repository.ts';

/** Returns true for a request that is accepted or delivered. The first document delivers it, and others may follow. */
export function mayBeIssued({ status }: Pick<Submission, 'status'>): boolean {
  return status === 'accepted' || status === 'delivered';
}

type Issued = { attachment: Attachment; code: string; staffMemberId: string };

/**
 * Issues a document whose content is durable, under the lock of its submission, and returns the change that this makes;
 * null when the status does not allow it.
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
