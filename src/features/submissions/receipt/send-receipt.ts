import type { Response } from 'express';
import { formatReference } from '../../../domain/numbers/reference.ts';
import { findGuestCode } from '../claim/guest-codes.repository.ts';
import type { ReadSubmission } from '../follow-up/read-submission.ts';
import { listSubmissionEvents } from '../follow-up/submission-events.repository.ts';
import { type ReceiptApp, writeReceipt } from './write-receipt.ts';

/** Nothing in the file may run or load anything where a browser shows it in a page. */
const OWN_POLICY = "default-src 'none'; sandbox";

/**
 * Sends the receipt of a submission to somebody who may read it, in the language in which it was filed whatever the
 * address. It is made whole before it is sent, so that what fails is an error page and never half a file.
 */
export async function sendReceipt(app: ReceiptApp, res: Response, read: ReadSubmission): Promise<void> {
  const { id, citizenId, language, reference } = read.submission;
  const claimCode = citizenId === null ? await findGuestCode(app.db, id) : null;
  const events = await listSubmissionEvents(app.db, id);
  const pdf = await writeReceipt(app, read, { events, claimCode });
  res.setHeader('Cache-Control', 'private, no-store');
  res.setHeader('Content-Security-Policy', OWN_POLICY);
  const file = app.texts[language]('submissions:receipt.file');
  res.attachment(`${file}-${formatReference(reference)}.pdf`).type('application/pdf');
  res.send(pdf);
}
