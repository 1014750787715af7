import type { Request, Response } from 'express';
import { rowIdIn } from '../../../web/form/row-id.ts';
import { filerOf } from '../filer/guard.ts';
import { type DraftApp, getOwnDraft, type OwnDraft } from './own-draft.ts';

/** The draft that an address names; another person's is not found, as one that never was. */
export async function openDraft(app: DraftApp, req: Request, res: Response): Promise<OwnDraft> {
  return getOwnDraft(app, { id: rowIdIn(req.params['draft']), filer: filerOf(res) });
}
