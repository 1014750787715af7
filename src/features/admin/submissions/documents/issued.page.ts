import type { Request, Response } from 'express';
import type { App } from '../../../../app.ts';
import { staffActor } from '../../../staff/signed-in-staff.ts';
import { sendContent } from '../../../submissions/attachments/send-document.ts';
import { referenceAsked } from '../../../submissions/follow-up/reference-asked.ts';
import { openDocument } from '../open-document.ts';

/** Hands out what was issued for a submission to an agent, also when a colleague issued it. */
export const staffIssuedPage = (app: Pick<App, 'db' | 'storage'>) => ({
  async get(req: Request, res: Response): Promise<void> {
    const asked = { reference: referenceAsked(req.params['reference']), document: req.params['document'] };
    const { content, ...opened } = await openDocument(app, 'issued', { ...asked, by: staffActor(res) });
    await sendContent(res, content, opened);
  },
});
