import type { Request, Response } from 'express';
import type { App } from '../../../app.ts';
import { NotFound } from '../../../domain/not-found.ts';
import { staffActor } from '../../staff/signed-in-staff.ts';
import { referenceAsked } from '../../submissions/follow-up/reference-asked.ts';
import { findSubmissionOfAgent } from '../../submissions/follow-up/submissions.repository.ts';
import { receiveStaffForm } from '../receive-staff-form.ts';

/**
 * Reads a form that may bring documents, once it is sure that the submission of the address is of a department of the
 * agent. Throws NotFound when it is not.
 */
export async function receiveHandlingForm(
  app: Pick<App, 'config' | 'db' | 'sealing'>,
  req: Request,
  res: Response,
): Promise<void> {
  const { id: agentId } = staffActor(res);
  const reference = referenceAsked(req.params['reference']);
  if ((await findSubmissionOfAgent(app.db, { reference, agentId })) === null) throw new NotFound();
  await receiveStaffForm(app, req, res);
}
