import { Router } from 'express';
import type { App } from '../../app.ts';
import { sameForAll } from '../../web/page/kept-pages.ts';
import { publicPage } from '../../web/page/public-page.ts';
import { captchaPage } from './captcha/captcha.page.ts';
import { emailPage } from './email/email.page.ts';
import { emailChangePage } from './email/email-change.page.ts';
import { emailConfirmationPage } from './email/email-confirmation.page.ts';
import type { FindErrand } from './errand.ts';
import { signedInOnly } from './guard.ts';
import { accountPage } from './own-account/account.page.ts';
import { mailsPage } from './own-account/mails.page.ts';
import { personalDataPage } from './own-account/personal-data.page.ts';
import { preferencesPage } from './own-account/preferences.page.ts';
import { sessionsPage } from './own-account/sessions.page.ts';
import { newPasswordPage } from './password/new-password.page.ts';
import { passwordPage } from './password/password.page.ts';
import { passwordResetPage } from './password/password-reset.page.ts';
import { signInPage } from './sign-in/sign-in.page.ts';
import { signOutPage } from './sign-in/sign-out.page.ts';
import { signUpPage } from './sign-up/sign-up.page.ts';

/** The routes under `/{language}` for signing up, signing in, and the citizen's own account. */
export function accountRoutes(app: App, findErrand: FindErrand): Router {
  const signUp = signUpPage({ ...app, findErrand });
  const captcha = captchaPage(app);
  const signIn = signInPage({ ...app, findErrand });
  const confirmation = emailConfirmationPage(app);
  const reset = passwordResetPage(app);
  const newPassword = newPasswordPage(app);
  const emailChange = emailChangePage(app);
  return Router({ mergeParams: true })
    .get('/sign-up', publicPage('accounts:signUp.description'), signUp.get)
    .post('/sign-up', publicPage('accounts:signUp.description'), signUp.post)
    .get('/captcha', captcha.get)
    .get('/captcha/:challenge/picture', captcha.picture)
    .get('/captcha/:challenge/sound', captcha.sound)
    .get('/sign-in', sameForAll, publicPage('accounts:signIn.description'), signIn.get)
    .post('/sign-in', signIn.post)
    .post('/sign-out', signOutPage(app).post)
    .post('/email-confirmation', signedInOnly(app), confirmation.ask)
    .get('/email-confirmation/:token', confirmation.get)
    .post('/email-confirmation/:token', confirmation.post)
    .get('/password-reset', publicPage('accounts:reset.description'), reset.get)
    .post('/password-reset', publicPage('accounts:reset.description'), reset.post)
    .get('/password-reset/:token', newPassword.get)
    .post('/password-reset/:token', newPassword.post)
    .get('/email-change/:token', emailChange.get)
    .post('/email-change/:token', emailChange.post)
    .use('/account', signedInOnly(app), ownAccountRoutes(app));
}

/** The routes behind the guard, where somebody is always signed in. */
function ownAccountRoutes(app: App): Router {
  const personalData = personalDataPage(app);
  const email = emailPage(app);
  const password = passwordPage(app);
  const preferences = preferencesPage(app);
  const sessions = sessionsPage(app);
  return Router({ mergeParams: true })
    .get('/', accountPage().get)
    .get('/personal-data', personalData.get)
    .post('/personal-data', personalData.post)
    .get('/email', email.get)
    .post('/email', email.post)
    .get('/password', password.get)
    .post('/password', password.post)
    .get('/preferences', preferences.get)
    .post('/preferences', preferences.post)
    .get('/mails', mailsPage(app).get)
    .get('/sessions', sessions.get)
    .post('/sessions', sessions.post);
}
