import { Router } from 'express';
import type { App } from '../../../app.ts';
import { ownAppPage } from '../app/own-app.page.ts';
import { ASKED_AGAIN } from '../asked-again.ts';
import { confirmationPage } from '../confirmation/confirmation.page.ts';
import { freshFactorOnly } from '../guard.ts';
import { ownPasskeysPage } from '../passkeys/own-passkeys.page.ts';
import { recoveryCodesPage } from '../recovery/recovery-codes.page.ts';
import { ownAccountPage } from './own-account.page.ts';
import { ownPasswordPage } from './own-password.page.ts';
import { ownSessionsPage } from './own-sessions.page.ts';

/**
 * The pages of one's own account, under `/{language}/admin/account`, behind the guard. They are open to everybody of the
 * staff, whatever the role, and no address names an account: nobody reaches that of a colleague.
 */
export function ownAccountRoutes(app: App): Router {
  const password = ownPasswordPage(app);
  const passkeys = ownPasskeysPage(app);
  const sessions = ownSessionsPage(app);
  const ownApp = ownAppPage(app);
  const confirmation = confirmationPage(app);
  const recoveryCodes = recoveryCodesPage(app);
  const router = Router({ mergeParams: true });
  for (const path of Object.keys(ASKED_AGAIN)) {
    if (path.startsWith('/account/')) router.use(path.slice('/account'.length), freshFactorOnly(app));
  }
  return router
    .get('/app', ownApp.get)
    .post('/app', ownApp.post)
    .get('/confirmation', confirmation.get)
    .post('/confirmation', confirmation.post)
    .post('/confirmation/challenge', confirmation.challenge)
    .get('/', ownAccountPage(app).get)
    .get('/password', password.get)
    .post('/password', password.post)
    .get('/recovery-codes', recoveryCodes.get)
    .post('/recovery-codes', recoveryCodes.post)
    .get('/sessions', sessions.get)
    .post('/sessions', sessions.post)
    .get('/passkeys', passkeys.get)
    .post('/passkeys', passkeys.post)
    .post('/passkeys/challenge', passkeys.challenge);
}
