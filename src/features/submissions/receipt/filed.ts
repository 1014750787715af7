import type { CurrentCommune } from '../../../domain/current-commune.ts';
import type { Attachment } from '../attachments/attachment.ts';
import type { ReadSubmission } from '../follow-up/read-submission.ts';
import type { SubmissionEvent } from '../handling/submission-event.ts';

/** A document as the receipt names it. `sha256` is in hexadecimal digits, of what is kept and handed out. */
export type ReceiptDocument = Pick<Attachment, 'id' | 'name' | 'bytes'> & { sha256: string };
/** A submission with its documents. */
export type Filed = Omit<ReadSubmission, 'attachments' | 'documents'> & {
  documents: readonly ReceiptDocument[];
  /** By which a later account takes over what was filed without one; null for what an account has. */
  claimCode: string | null;
  /** What happened since: its corrections and its payments are said. */
  events: readonly Pick<SubmissionEvent, 'content' | 'happenedAt'>[];
};
export type ReceiptSettings = { commune: CurrentCommune; publicOrigin: string };
