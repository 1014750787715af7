import type { RequestHandler } from 'express';
import type { App } from '../../../app.ts';
import { NotFound } from '../../../domain/not-found.ts';
import { refuseFormOfAnother } from '../../../web/form/form-owner.ts';
import { signedInOf } from '../../accounts/signed-in-citizen.ts';
import { openDraft } from '../draft/draft-pages.ts';
import type { DraftApp } from '../draft/own-draft.ts';
import { stepToFill } from '../draft/step/step-asked.ts';
import { formOwnerOf } from '../filer/filer.ts';
import { filerOf } from '../filer/guard.ts';
import { guestOf } from '../filer/guest.ts';
import { referenceAsked } from '../follow-up/reference-asked.ts';
import { findSubmission } from '../follow-up/submissions.repository.ts';
import { bringsDocuments, receiveFields, receiveForm } from './receive-form.ts';

/**
 * Reads the form of somebody whose session has ended, so that the guard keeps its text as that of any form. The files
 * are not kept, as nobody knows yet whose they are.
 */
export function readInterruptedForm(app: Pick<App, 'sealing'>): RequestHandler {
  return async (req, res, next) => {
    if (bringsDocuments(req) && signedInOf(res) === null && guestOf(app, req, res) === null)
      await receiveFields(req, res);
    next();
  };
}

/**
 * Reads a step with its documents. It stands behind the guard, and first checks that the draft is the filer's and that
 * the step is open.
 */
export function receiveDocuments(app: DraftApp & Pick<App, 'config'>): RequestHandler {
  return async (req, res, next) => {
    if (!bringsDocuments(req)) return next();
    stepToFill(await openDraft(app, req, res), req.params['step']);
    await receiveForm(app, req, res);
    const owner = formOwnerOf(filerOf(res));
    if (owner !== null) refuseFormOfAnother(app.sealing, req, owner);
    next();
  };
}

/**
 * Reads a form about a submission with its documents. It stands behind the guard, and first checks that the submission
 * is theirs.
 */
export function receiveForSubmission(app: Pick<App, 'config' | 'db' | 'sealing'>): RequestHandler {
  return async (req, res, next) => {
    if (!bringsDocuments(req)) return next();
    const filer = filerOf(res);
    const reference = referenceAsked(req.params['reference']);
    if ((await findSubmission(app.db, { reference, citizenId: filer.id })) === null) throw new NotFound();
    await receiveForm(app, req, res);
    const owner = formOwnerOf(filer);
    if (owner !== null) refuseFormOfAnother(app.sealing, req, owner);
    next();
  };
}
