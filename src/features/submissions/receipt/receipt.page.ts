import type { Request, Response } from 'express';
import { NotFound } from '../../../domain/not-found.ts';
import { parseReference } from '../../../domain/numbers/reference.ts';
import { filerOf } from '../filer/guard.ts';
import { getOwnSubmission, type SubmissionApp } from '../follow-up/read-submission.ts';
import { sendReceipt } from './send-receipt.ts';
import type { ReceiptApp } from './write-receipt.ts';

/** The receipt of a submission, for those who may read it. */
export const receiptPage = (app: SubmissionApp & ReceiptApp) => ({
  async get(req: Request, res: Response): Promise<void> {
    const reference = parseReference(String(req.params['reference']));
    if (reference === null) throw new NotFound();
    await sendReceipt(app, res, await getOwnSubmission(app, { reference, readerId: filerOf(res).id }));
  },
});
