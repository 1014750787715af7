import type { ErrorRequestHandler, Request, RequestHandler, Response } from 'express';
import type { App } from '../../app.ts';
import { refuseFormOfAnother } from '../../web/form/form-owner.ts';
import { RowId } from '../../web/form/row-id.ts';
import { cookiesOf, shellOf } from '../../web/page/locals.ts';
import { requestedPath, withoutQuery } from '../../web/pipeline/own-path.ts';
import { SignInEnded } from './act-as-citizen.ts';
import { sealInterruptedForm } from './sign-in/interrupted-form.ts';
import { findInterruptedForm } from './sign-in/interrupted-forms.repository.ts';
import { showSignIn } from './sign-in/sign-in-form.ts';
import { citizenOf, signedInOf } from './signed-in-citizen.ts';

/**
 * Guards every page that needs a signed-in person. A page that was asked for leads to sign-in and then back to it. A
 * form sent after the session ended is answered with the sign-in page, and what was typed is filled in again
 * afterwards.
 */
export function signedInOnly(app: Pick<App, 'config' | 'db' | 'sealing'>): RequestHandler {
  return async (req, res, next) => {
    if (res.locals.sessionFault !== undefined) throw res.locals.sessionFault;
    const signedIn = signedInOf(res);
    if (signedIn === null) return req.method === 'POST' ? askToSignIn(app, req, res) : leadToSignIn(req, res);
    refuseFormOfAnother(app.sealing, req, signedIn.citizen.id);
    await recallInterruptedForm(app, req, res);
    next();
  };
}

/**
 * Answers somebody who was signed out while their form was handled like somebody who sends a form after their session
 * ended.
 */
export function signedOutMeanwhile(app: Pick<App, 'config' | 'sealing'>): ErrorRequestHandler {
  // biome-ignore lint/complexity/useMaxParams: Express knows an error handler by its four parameters
  return (error, req, res, next) => (error instanceof SignInEnded ? askToSignIn(app, req, res) : next(error));
}

function askToSignIn(app: Pick<App, 'config' | 'sealing'>, req: Request, res: Response): void {
  const interrupted = sealInterruptedForm(app, req);
  showSignIn(res, { interrupted, next: '', notice: interrupted === '' ? 'ended' : 'expired' }, 401);
}

function leadToSignIn(req: Request, res: Response): void {
  const address = shellOf(res).at('/sign-in');
  const left = lackOfCookies(req, res);
  res.redirect(303, `${address}?${left === null ? `next=${encodeURIComponent(requestedPath(req))}` : `left=${left}`}`);
}

/**
 * Recognises a browser that refuses cookies: it comes from the page that signs in or up, which sets the language
 * cookie, and brings none. Nobody can stay signed in there, and without this message the sign-in page would come back
 * for ever. Returns null for everybody else.
 */
function lackOfCookies(req: Request, res: Response): 'no-cookies' | 'no-cookies-created' | null {
  const { pathname = '', host } = URL.parse(req.headers.referer ?? '') ?? {};
  const [, page] = /^\/[a-z]{2}\/sign-(in|up)$/.exec(pathname) ?? [];
  if (page === undefined || host !== req.headers.host || cookiesOf(res).read(req, 'language') !== null) return null;
  return page === 'up' ? 'no-cookies-created' : 'no-cookies';
}

/**
 * Recalls what was typed when the address has « ?resumed= » after sign-in, only on the page where it was typed and for
 * the citizen it was kept for.
 */
async function recallInterruptedForm(app: Pick<App, 'db'>, req: Request, res: Response): Promise<void> {
  const resumed = RowId.safeParse(req.query['resumed']);
  if (!resumed.success) return;
  const { citizen } = citizenOf(res);
  const form = await findInterruptedForm(app.db, { id: resumed.data, citizenId: citizen.id });
  if (form !== null && form.path === withoutQuery(requestedPath(req))) res.locals.interruptedFields = form.fields;
}
