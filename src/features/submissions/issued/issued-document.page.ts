import type { Request, Response } from 'express';
import type { App } from '../../../app.ts';
import { NotFound } from '../../../domain/not-found.ts';
import { sendDocument } from '../attachments/send-document.ts';
import { filerOf } from '../filer/guard.ts';
import { referenceAsked } from '../follow-up/reference-asked.ts';
import { findSubmission } from '../follow-up/submissions.repository.ts';
import { issuedAsked } from './issued-document.ts';
import { listIssuedDocuments } from './issued-documents.repository.ts';

/** Hands out what the commune issued for a submission to those who may read it, for ever. */
export const issuedDocumentPage = (app: Pick<App, 'db' | 'storage'>) => ({
  async get(req: Request, res: Response): Promise<void> {
    const reference = referenceAsked(req.params['reference']);
    const found = await findSubmission(app.db, { reference, citizenId: filerOf(res).id });
    if (found === null) throw new NotFound();
    await sendDocument(app, res, issuedAsked(await listIssuedDocuments(app.db, found.id), req.params['document']));
  },
});
