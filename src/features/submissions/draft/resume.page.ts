import type { Request, Response } from 'express';
import { shellOf } from '../../../web/page/locals.ts';
import { firstUnanswered } from '../../procedures/journey.ts';
import { openDraft } from './draft-pages.ts';
import type { DraftApp } from './own-draft.ts';

/** « Reprendre »: where the draft goes on, the first step that misses an answer, or the check of them all. */
export const resumePage = (app: DraftApp) => ({
  async get(req: Request, res: Response): Promise<void> {
    const { path, steps } = await openDraft(app, req, res);
    res.redirect(303, shellOf(res).at(`${path}/${firstUnanswered(steps) ?? 'check'}`));
  },
});
