import type { StaffActor } from '../../../staff/signed-in-staff.ts';
import { dropDocument } from '../../../submissions/attachments/drop-document.ts';
import { type DocumentRefusal, type KeepingApp, keepDocument } from '../../../submissions/attachments/keep-document.ts';
import type { ReceivedFile } from '../../../submissions/attachments/received-files.ts';
import { issueAttachment } from '../../../submissions/issued/issue-attachment.ts';
import { newVerificationCode } from '../../../submissions/issued/verification-code.ts';
import { type ActOutcome, actOnSubmission, type HandlingApp } from '../act-on-submission.ts';

export type IssuingApp = HandlingApp & KeepingApp;
/** `seen` is the revision that the form was shown with. */
export type Issue = { reference: string; seen: number; by: StaffActor; received: ReceivedFile; code?: string };
/** Every outcome except « done » means that nothing was changed. */
export type IssueOutcome = ActOutcome | DocumentRefusal;

/**
 * Issues a PDF: judges the file, stores it durably, and then adds it to the submission under its lock. The code is new,
 * unless the document has it printed on it.
 */
export async function issueDocument(
  app: IssuingApp,
  { reference, seen, by, received, code = newVerificationCode() }: Issue,
): Promise<IssueOutcome> {
  const kept = await keepDocument(app, received, ['pdf']);
  if (!kept.ok) return kept.refusal;
  const { attachment } = kept;
  // An issued document is handed out at once, so it cannot wait for the scanner as those of citizens do.
  if (attachment.state === 'pending') {
    await dropDocument(app, attachment);
    return 'scanner-away';
  }
  const outcome = await actOnSubmission(app, { reference, seen, by }, (tx, submission) =>
    issueAttachment(tx, submission, { attachment, code, staffMemberId: by.id }),
  );
  if (outcome !== 'done') await dropDocument(app, attachment);
  return outcome;
}
