import { type RequestHandler, Router } from 'express';
import type { App } from '../../app.ts';
import { passkeySignInPage } from './passkeys/passkey-sign-in.page.ts';
import { setUpPage } from './set-up/set-up.page.ts';
import { signInPage } from './sign-in/sign-in.page.ts';
import { signOutPage } from './sign-in/sign-out.page.ts';
import { loadStaff, showStaffBanner } from './signed-in-staff.ts';

/**
 * The routes under `/{language}/admin` that load the staff's sessions for all that follows, and the pages for signing
 * in, signing out and setting up an account.
 */
export function staffRoutes(app: App, staffSessions: RequestHandler): Router {
  const signIn = signInPage(app);
  const passkey = passkeySignInPage(app);
  const setUp = setUpPage(app);
  return Router({ mergeParams: true })
    .use(showStaffBanner, staffSessions, loadStaff(app))
    .get('/sign-in', signIn.get)
    .post('/sign-in', signIn.post)
    .post('/sign-in/passkey', passkey.post)
    .post('/sign-in/passkey/challenge', passkey.challenge)
    .post('/sign-out', signOutPage(app).post)
    .get('/set-up/:token', setUp.get)
    .post('/set-up/:token', setUp.post)
    .post('/set-up/:token/challenge', setUp.challenge);
}
