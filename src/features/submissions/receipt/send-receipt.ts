import type { Response } from 'express';
import type { App } from '../../../app.ts';
import { formatReference } from '../../../domain/numbers/reference.ts';
import { findGuestCode } from '../claim/guest-codes.repository.ts';
import type { ReadSubmission } from '../follow-up/read-submission.ts';
import { listSubmissionEvents } from '../follow-up/submission-events.repository.ts';
import { receiptOf } from './receipt.ts';

export type ReceiptApp = Pick<App, 'commune' | 'config' | 'db' | 'pdfs' | 'texts'>;

/** Nothing in the file may run or load anything where a browser shows it in a page. */
const OWN_POLICY = "default-src 'none'; sandbox";

/**
 * Sends the receipt of a submission to somebody who may read it, in the language in which it was filed whatever the
 * address. It is made whole before it is sent, so that what fails is an error page and never half a file.
 */
export async function sendReceipt(app: ReceiptApp, res: Response, read: ReadSubmission): Promise<void> {
  // What came later with a message was not received with the request.
  const filed = read.attachments.filter(({ messageId }) => messageId === null);
  const documents = filed.map(({ sha256, ...one }) => ({ ...one, sha256: sha256.toString('hex') }));
  const { id, citizenId, language, reference } = read.submission;
  const claimCode = citizenId === null ? await findGuestCode(app.db, id) : null;
  const events = await listSubmissionEvents(app.db, id);
  const t = app.texts[language];
  const settings = { commune: app.commune, publicOrigin: app.config.publicOrigin };
  const receipt = receiptOf({ ...read, documents, events, claimCode }, settings, { t, language });
  const pdf = await app.pdfs.write(receipt);
  res.setHeader('Cache-Control', 'private, no-store');
  res.setHeader('Content-Security-Policy', OWN_POLICY);
  res.attachment(`${t('submissions:receipt.file')}-${formatReference(reference)}.pdf`).type('application/pdf');
  res.send(pdf);
}
