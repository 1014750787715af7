import type { Request, Response } from 'express';
import type { App } from '../../../app.ts';
import { NotFound } from '../../../domain/not-found.ts';
import { parseReference } from '../../../domain/numbers/reference.ts';
import { openAmendment } from '../amendment/open-amendment.ts';
import { filerOf } from '../filer/guard.ts';
import type { SubmissionApp } from '../follow-up/read-submission.ts';
import { documentAsked } from './document-asked.ts';
import { sendDocument } from './send-document.ts';

/** Sends a document of a submission, also one that is not sent yet, to those who may read it. */
export const submissionDocumentPage = (app: SubmissionApp & Pick<App, 'storage'>) => ({
  async get(req: Request, res: Response): Promise<void> {
    const reference = parseReference(String(req.params['reference']));
    if (reference === null) throw new NotFound();
    const { attachments, waiting } = await openAmendment(app, { reference, readerId: filerOf(res).id });
    await sendDocument(app, res, documentAsked([...attachments, ...waiting], req.params['document']));
  },
});
