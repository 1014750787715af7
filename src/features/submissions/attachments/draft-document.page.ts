import type { Request, Response } from 'express';
import type { App } from '../../../app.ts';
import { openDraft } from '../draft/draft-pages.ts';
import type { DraftApp } from '../draft/own-draft.ts';
import { documentAsked } from './document-asked.ts';
import { sendDocument } from './send-document.ts';

/** Sends a document of the reader's own draft or, with « .jpg », the JPEG copy of a photo in a rarer format. */
export const draftDocumentPage = (app: DraftApp & Pick<App, 'storage'>) => ({
  async get(req: Request, res: Response): Promise<void> {
    const { attachments } = await openDraft(app, req, res);
    await sendDocument(app, res, documentAsked(attachments, req.params['document']));
  },
});
