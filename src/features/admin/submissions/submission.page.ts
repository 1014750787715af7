import type { Request, Response } from 'express';
import { NotFound } from '../../../domain/not-found.ts';
import { showDestroyed } from './shown-destroyed.ts';
import { type StaffShowingApp, showSubmission } from './shown-submission.ts';

/**
 * All that an agent needs to handle a submission. Each display is an opening, which the citizen can read. One that was past
 * its retention says what became of it.
 */
export const submissionPage = (app: StaffShowingApp) => ({
  async get(_req: Request, res: Response): Promise<void> {
    try {
      await showSubmission(app, res);
    } catch (error) {
      if (!(error instanceof NotFound)) throw error;
      await showDestroyed(app, res);
    }
  },
});
