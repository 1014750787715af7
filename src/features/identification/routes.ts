import { Router } from 'express';
import type { App } from '../../app.ts';
import { formBody } from '../../web/pipeline/body.ts';
import type { CookieJar } from '../../web/session/cookies.ts';
import { signedInOnly } from '../accounts/guard.ts';
import { cardSignInPage } from './card-sign-in/card-sign-in.page.ts';
import { ownIdentityPage } from './own-identity/own-identity.page.ts';
import { recoveryPage } from './recovery/recovery.page.ts';
import { recoveryEmailPage } from './recovery/recovery-email.page.ts';
import { recoveryPasswordPage } from './recovery/recovery-password.page.ts';
import { callbackPage } from './visit/callback.page.ts';
import { confirmationPage } from './visit/confirmation.page.ts';
import { departurePage } from './visit/departure.page.ts';
import { identificationPage } from './visit/identification.page.ts';
import { returnPage } from './visit/return.page.ts';

/** Outside the languages, and before requests of other sites are refused: where FAS leads people back to. */
export function identificationCallback(cookies: CookieJar): Router {
  const callback = callbackPage(cookies);
  return Router()
    .get('/identification/callback', callback.get)
    .post('/identification/callback', formBody(), callback.post);
}

/** Under `/{language}`: the way to FAS and back, and who stands behind the account. */
export function identificationRoutes(app: App): Router {
  const confirmation = confirmationPage(app);
  const own = ownIdentityPage(app);
  const card = cardSignInPage(app);
  const password = recoveryPasswordPage(app);
  const email = recoveryEmailPage(app);
  const guard = signedInOnly(app);
  return Router({ mergeParams: true })
    .get('/identification', guard, identificationPage(app).get)
    .get('/identification/departure', guard, departurePage(app).get)
    .get('/identification/sign-in', card.get)
    .get('/identification/sign-in/departure', card.departure)
    .get('/identification/return', card.comeBack, returnPage(app).get)
    .get('/identification/confirmation/:attempt', guard, confirmation.get)
    .post('/identification/confirmation/:attempt', guard, confirmation.post)
    .get('/account/identity', guard, own.get)
    .post('/account/identity', guard, own.post)
    .get('/account/recovery', guard, recoveryPage(app).get)
    .get('/account/recovery/password', guard, password.get)
    .post('/account/recovery/password', guard, password.post)
    .get('/account/recovery/email', guard, email.get)
    .post('/account/recovery/email', guard, email.post);
}
