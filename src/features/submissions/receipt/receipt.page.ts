import type { Request, Response } from 'express';
import type { App } from '../../../app.ts';
import { NotFound } from '../../../domain/not-found.ts';
import { formatReference, parseReference } from '../../../domain/numbers/reference.ts';
import { filerOf } from '../filer/guard.ts';
import { getOwnSubmission, type SubmissionApp } from '../follow-up/read-submission.ts';
import { receiptOf } from './receipt.ts';

type ReceiptApp = SubmissionApp & Pick<App, 'config' | 'pdfs' | 'texts'>;

/** Nothing in the file may run or load anything where a browser shows it in a page. */
const OWN_POLICY = "default-src 'none'; sandbox";

/**
 * Sends the receipt of a submission, in the language in which it was filed whatever the address. It is made whole before
 * it is sent, so that what fails is an error page and never half a file.
 */
export const receiptPage = (app: ReceiptApp) => ({
  async get(req: Request, res: Response): Promise<void> {
    const reference = parseReference(String(req.params['reference']));
    if (reference === null) throw new NotFound();
    const own = await getOwnSubmission(app, { reference, readerId: filerOf(res).id });
    const documents = own.attachments.map(({ sha256, ...one }) => ({ ...one, sha256: sha256.toString('hex') }));
    const { language } = own.submission;
    const t = app.texts[language];
    const receipt = receiptOf({ ...own, documents }, app.config, { t, language });
    const pdf = await app.pdfs.write(receipt);
    res.setHeader('Cache-Control', 'private, no-store');
    res.setHeader('Content-Security-Policy', OWN_POLICY);
    res.attachment(`${t('submissions:receipt.file')}-${formatReference(reference)}.pdf`).type('application/pdf');
    res.send(pdf);
  },
});
