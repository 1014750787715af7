import type { ErrorRequestHandler } from 'express';
import { z } from 'zod';
import type { App } from '../../../app.ts';
import { NotFound } from '../../../domain/not-found.ts';
import { filerOf } from '../filer/guard.ts';
import { submissionPath } from '../follow-up/submission-path.ts';
import { findSubmissionOfDraft } from '../follow-up/submissions.repository.ts';

const Id = z.uuid();

/**
 * Leads from any page or form of a draft that was filed to its submission: another tab, the Back button, and a second
 * post after an answer that was lost. It asks Postgres only when the draft was not found.
 */
export function leadToSubmission({ db }: Pick<App, 'db'>): ErrorRequestHandler {
  // biome-ignore lint/complexity/useMaxParams: Express knows an error handler by its four parameters
  return async (error, req, res, next) => {
    const id = Id.safeParse(req.params['draft']);
    if (!(error instanceof NotFound) || !id.success) return next(error);
    const filed = await findSubmissionOfDraft(db, { id: id.data, citizenId: filerOf(res).id });
    if (filed === null) return next(error);
    res.redirect(303, res.locals.shell.at(submissionPath(filed.reference)));
  };
}
