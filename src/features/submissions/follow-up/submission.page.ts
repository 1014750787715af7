import type { Request, Response } from 'express';
import { firstForm } from '../../../web/form/parse.ts';
import { MESSAGE_SHOWN } from '../messages/message-form.ts';
import { type ShowingApp, showSubmission } from './shown-submission.ts';

/** Shows what was filed and where it stands. A reference may be written with other dashes or spaces. */
export const submissionPage = (app: ShowingApp) => ({
  get: (_req: Request, res: Response): Promise<void> =>
    showSubmission(app, res, { form: firstForm(res, MESSAGE_SHOWN, {}) }),
});
