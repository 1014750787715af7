import type { ErrorRequestHandler } from 'express';
import type { App } from '../../../app.ts';
import { NotFound } from '../../../domain/not-found.ts';
import { RowId } from '../../../web/form/row-id.ts';
import { shellOf } from '../../../web/page/locals.ts';
import { filedPath } from '../filer/filer.ts';
import { filerOf } from '../filer/guard.ts';
import { findFiled } from './find-filed.ts';

/**
 * Leads from any page or form of a draft that was filed to its submission: another tab, the Back button, and a second
 * post after an answer that was lost. It asks Postgres only when the draft was not found.
 */
export function leadToSubmission({ db }: Pick<App, 'db'>): ErrorRequestHandler {
  // biome-ignore lint/complexity/useMaxParams: Express knows an error handler by its four parameters
  return async (error, req, res, next) => {
    const id = RowId.safeParse(req.params['draft']);
    if (!(error instanceof NotFound) || !id.success) return next(error);
    const filer = filerOf(res);
    const filed = await findFiled(db, filer, id.data);
    if (filed === null) return next(error);
    res.redirect(303, shellOf(res).at(filedPath(filer, filed.reference)));
  };
}
