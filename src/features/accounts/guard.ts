import type { Request, RequestHandler, Response } from 'express';
import { z } from 'zod';
import type { App } from '../../app.ts';
import { refuseFormOfAnother } from '../../web/form/form-owner.ts';
import { Refusal } from '../../web/pipeline/refusals.ts';
import { sealInterruptedForm } from './sign-in/interrupted-form.ts';
import { findInterruptedForm } from './sign-in/interrupted-forms.repository.ts';
import { showSignIn } from './sign-in/sign-in-form.ts';
import { citizenOf, signedInOf } from './signed-in-citizen.ts';

/**
 * In front of every page that needs somebody signed in. A page asked for: sign in first, then come back. A form posted
 * after the session ended: sign in on the page shown, and what was typed stands in the form again.
 */
export function signedInOnly(app: Pick<App, 'config' | 'db' | 'sealing'>): RequestHandler {
  return async (req, res, next) => {
    if (res.locals.sessionUnavailable) throw new Refusal(503, 10);
    const { shell } = res.locals;
    const signedIn = signedInOf(res);
    if (signedIn === null && req.method === 'POST') {
      const interrupted = sealInterruptedForm(app, req);
      const notice = interrupted === '' ? 'ended' : 'expired';
      return showSignIn(res, { interrupted, next: '', notice }, 401);
    }
    if (signedIn === null) {
      return res.redirect(303, `${shell.at('/sign-in')}?next=${encodeURIComponent(req.originalUrl)}`);
    }
    refuseFormOfAnother(app.sealing, req, signedIn.citizen.id);
    await recallInterruptedForm(app, req, res);
    next();
  };
}

const Id = z.uuid();

/** « ?resumed= » after sign-in: what was typed, for the page it was typed on and the citizen it was kept for. */
async function recallInterruptedForm(app: Pick<App, 'db'>, req: Request, res: Response): Promise<void> {
  const resumed = Id.safeParse(req.query['resumed']);
  if (!resumed.success) return;
  const { citizen } = citizenOf(res);
  const form = await findInterruptedForm(app.db, { id: resumed.data, citizenId: citizen.id });
  if (form !== null && form.path === req.originalUrl.split('?')[0]) res.locals.interruptedFields = form.fields;
}
