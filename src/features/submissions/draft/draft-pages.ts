import type { Request, Response } from 'express';
import { z } from 'zod';
import { NotFound } from '../../../domain/not-found.ts';
import { filerOf } from '../filer/guard.ts';
import { type DraftApp, getOwnDraft, type OwnDraft } from './own-draft.ts';

const Id = z.uuid();

/** The draft that an address names; another person's is not found, as one that never was. */
export async function openDraft(app: DraftApp, req: Request, res: Response): Promise<OwnDraft> {
  const id = Id.safeParse(req.params['draft']);
  if (!id.success) throw new NotFound();
  return getOwnDraft(app, { id: id.data, filer: filerOf(res) });
}
