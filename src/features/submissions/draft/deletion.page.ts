import type { Request, Response } from 'express';
import { fieldsOf } from '../../../web/form/parse.ts';
import { shellOf } from '../../../web/page/locals.ts';
import { redirectWithNotice } from '../../../web/page/shell.ts';
import { view } from '../../../web/page/view.ts';
import { placeToLeaveTo } from '../filer/filer.ts';
import { filerOf } from '../filer/guard.ts';
import { abandonDraft } from './abandon-draft.ts';
import { type DraftHead, draftHead } from './draft-head.ts';
import { openDraft } from './draft-pages.ts';
import type { DraftApp } from './own-draft.ts';

export type DeletionPage = { title: string; head: DraftHead; resume: string };
const deletionView = view<DeletionPage>('submissions/draft/deletion');

/** Abandoning a draft: asked once, then it is gone. */
export const deletionPage = (app: DraftApp) => ({
  async get(req: Request, res: Response): Promise<void> {
    await ask(app, req, res);
  },

  async post(req: Request, res: Response): Promise<void> {
    if (fieldsOf(req)['confirmed'] !== 'yes') return ask(app, req, res);
    const { draft } = await openDraft(app, req, res);
    await abandonDraft(app, filerOf(res), draft.id);
    const path = shellOf(res).at(placeToLeaveTo(filerOf(res), draft.slug));
    redirectWithNotice(res, { path, notice: 'submissions:notice.draft-deleted' });
  },
});

async function ask(app: DraftApp, req: Request, res: Response): Promise<void> {
  const own = await openDraft(app, req, res);
  const shell = shellOf(res);
  deletionView.render(res, {
    title: shell.t('submissions:deletion.title'),
    head: draftHead(own, filerOf(res), shell),
    resume: shell.at(own.path),
  });
}
