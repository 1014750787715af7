import type { App } from '../../../app.ts';
import type { ReadSubmission } from '../follow-up/read-submission.ts';
import type { Filed } from './filed.ts';
import { receiptOf } from './receipt.ts';

export type ReceiptApp = Pick<App, 'commune' | 'config' | 'db' | 'pdfs' | 'texts'>;

/** Returns the receipt of a submission as a PDF, in the language in which it was filed. */
export function writeReceipt(
  app: Omit<ReceiptApp, 'db'>,
  read: ReadSubmission,
  { events, claimCode }: Pick<Filed, 'events' | 'claimCode'>,
): Promise<Buffer> {
  // Documents that came with a message are left out: the request was filed without them.
  const filed = read.attachments.filter(({ messageId }) => messageId === null);
  const documents = filed.map(({ sha256, ...one }) => ({ ...one, sha256: sha256.toString('hex') }));
  const { language } = read.submission;
  const settings = { commune: app.commune, publicOrigin: app.config.publicOrigin };
  const receipt = receiptOf({ ...read, documents, events, claimCode }, settings, { t: app.texts[language], language });
  return app.pdfs.write(receipt);
}
