import type { Request, Response } from 'express';
import type { App } from '../../app.ts';
import { refuseFormOfAnother } from '../../web/form/form-owner.ts';
import { staffActor } from '../staff/signed-in-staff.ts';
import { bringsDocuments, receiveForm } from '../submissions/attachments/receive-form.ts';

/** Reads a form that may bring documents, and refuses one that was shown to another member of the staff. */
export async function receiveStaffForm(
  app: Pick<App, 'config' | 'sealing'>,
  req: Request,
  res: Response,
): Promise<void> {
  if (!bringsDocuments(req)) return;
  await receiveForm(app, req, res);
  refuseFormOfAnother(app.sealing, req, staffActor(res).id);
}
