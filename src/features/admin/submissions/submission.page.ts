import type { Request, Response } from 'express';
import { NotFound } from '../../../domain/not-found.ts';
import { showDestroyed } from './shown-destroyed.ts';
import { type StaffShowingApp, showSubmission } from './shown-submission.ts';

/**
 * Shows all that an agent needs to handle a submission. Each display is an opening, which the citizen can read. For a
 * submission that was destroyed, it says what became of it.
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
