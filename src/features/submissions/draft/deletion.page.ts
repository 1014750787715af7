import type { ErrorRequestHandler, Request, Response } from 'express';
import type { App } from '../../../app.ts';
import { NotFound } from '../../../domain/not-found.ts';
import { fieldsOf } from '../../../web/form/parse.ts';
import { RowId } from '../../../web/form/row-id.ts';
import { shellOf } from '../../../web/page/locals.ts';
import { redirectWithNotice } from '../../../web/page/shell.ts';
import { view } from '../../../web/page/view.ts';
import { placeToLeaveTo } from '../filer/filer.ts';
import { filerOf } from '../filer/guard.ts';
import { abandonDraft } from './abandon-draft.ts';
import { type DraftHead, draftHead } from './draft-head.ts';
import { openDraft } from './draft-pages.ts';
import { findDraftGone } from './drafts.repository.ts';
import type { DraftApp } from './own-draft.ts';

export type DeletionPage = { title: string; head: DraftHead; resume: string };
const deletionView = view<DeletionPage>('submissions/draft/deletion');

/** Abandoning a draft: asked once, then it is gone. */
export const deletionPage = (app: DraftApp) => ({
  async get(req: Request, res: Response): Promise<void> {
    await ask(app, req, res);
  },

  async post(req: Request, res: Response): Promise<void> {
    if (!isConfirmed(req)) return ask(app, req, res);
    const { draft } = await openDraft(app, req, res);
    await abandonDraft(app, filerOf(res), draft.id);
    const path = shellOf(res).at(placeToLeaveTo(filerOf(res), draft.slug));
    redirectWithNotice(res, { path, notice: 'submissions:notice.draft-deleted' });
  },
});

/**
 * Leads a second press of the button that deletes a draft to where the first has led: it is gone. A draft of somebody else
 * that exists is not found, as everywhere. It asks Postgres only when the draft was not found.
 */
export function leadFromDeleted({ db }: Pick<App, 'db'>): ErrorRequestHandler {
  // biome-ignore lint/complexity/useMaxParams: Express knows an error handler by its four parameters
  return async (error, req, res, next) => {
    const id = RowId.safeParse(req.params['draft']);
    if (!(error instanceof NotFound) || req.method !== 'POST' || !isConfirmed(req) || !id.success) return next(error);
    if (!(await findDraftGone(db, id.data))) return next(error);
    const place = filerOf(res).kind === 'guest' ? '/procedures' : '/my-space';
    redirectWithNotice(res, { path: shellOf(res).at(place), notice: 'submissions:notice.draft-deleted' });
  };
}

const isConfirmed = (req: Request): boolean => fieldsOf(req)['confirmed'] === 'yes';

async function ask(app: DraftApp, req: Request, res: Response): Promise<void> {
  const own = await openDraft(app, req, res);
  const shell = shellOf(res);
  deletionView.render(res, {
    title: shell.t('submissions:deletion.title'),
    head: draftHead(own, filerOf(res), shell),
    resume: shell.at(own.path),
  });
}
