import type { CurrentCommune } from '../../../domain/current-commune.ts';
import type { Attachment } from '../attachments/attachment.ts';
import type { ReadSubmission } from '../follow-up/read-submission.ts';
import type { SubmissionEvent } from '../handling/submission-event.ts';

/** A document as the receipt names it. `sha256` is in hexadecimal digits, of what is kept and handed out. */
export type ReceiptDocument = Pick<Attachment, 'id' | 'name' | 'bytes'> & { sha256: string };
/** All that the receipt of a submission is made of. */
export type Filed = Omit<ReadSubmission, 'attachments' | 'documents'> & {
  documents: readonly ReceiptDocument[];
  /** The code by which its filer takes the request into an account later; null where an account has it. */
  claimCode: string | null;
  /** The events since the filing: the receipt tells of corrections and of payments. */
  events: readonly Pick<SubmissionEvent, 'content' | 'happenedAt'>[];
};
export type ReceiptSettings = { commune: CurrentCommune; publicOrigin: string };
