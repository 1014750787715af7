import type { Request, Response } from 'express';
import { type StaffShowingApp, showSubmission } from './shown-submission.ts';

/** All that an agent needs to handle a submission. Each display is an opening, which the citizen can read. */
export const submissionPage = (app: StaffShowingApp) => ({
  get: (_req: Request, res: Response): Promise<void> => showSubmission(app, res),
});
