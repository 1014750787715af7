import type { Request, Response } from 'express';
import { staffActor } from '../../staff/signed-in-staff.ts';
import type { SubmissionApp } from '../../submissions/follow-up/read-submission.ts';
import { referenceAsked } from '../../submissions/follow-up/reference-asked.ts';
import { sendReceipt } from '../../submissions/receipt/send-receipt.ts';
import type { ReceiptApp } from '../../submissions/receipt/write-receipt.ts';
import { openSubmission } from './open-submission.ts';

/**
 * Shows the receipt, to be printed for somebody at the desk. Showing it is logged as an opening, as it holds all
 * answers.
 */
export const staffReceiptPage = (app: SubmissionApp & ReceiptApp) => ({
  async get(req: Request, res: Response): Promise<void> {
    const asked = { reference: referenceAsked(req.params['reference']), by: staffActor(res) };
    await sendReceipt(app, res, await openSubmission(app, asked));
  },
});
