import type { Request, Response } from 'express';
import type { App } from '../../../app.ts';
import { passkeySiteOf, requestOptions } from '../../../platform/passkeys/passkeys.ts';
import { newLinkToken } from '../../../platform/sealing.ts';
import { fieldsOf } from '../../../web/form/parse.ts';
import { cookiesOf, shellOf } from '../../../web/page/locals.ts';
import { clientOf } from '../../../web/pipeline/client.ts';
import { takeFromQuota } from '../../../web/pipeline/rate-limit.ts';
import { countRefusedSignIn } from '../../credentials/refused-sign-ins.ts';
import { staffDestination } from '../sign-in/staff-destination.ts';
import { showStaffSignIn } from '../sign-in/staff-sign-in-form.ts';
import { startStaffSession } from '../sign-in/start-staff-session.ts';
import { makeChallenge } from './challenges.ts';
import { signInByPasskey } from './sign-in-by-passkey.ts';

type PasskeySignInApp = Pick<App, 'config' | 'clock' | 'db' | 'log' | 'metrics' | 'quotas' | 'sealing'>;
const LIFE_SECONDS = 300;
const counted = (req: Request): string => `staff passkey ${clientOf(req).network}`;

/** Signs in with a passkey: the script asks for a challenge, and the form brings its answer. */
export const passkeySignInPage = (app: PasskeySignInApp) => ({
  /** A cookie ties the challenge to this browser, so that its answer signs nobody in elsewhere. */
  async challenge(req: Request, res: Response): Promise<void> {
    await takeFromQuota(app.quotas.signIn, counted(req));
    const attempt = newLinkToken().token;
    const challenge = await makeChallenge(app, `sign-in ${attempt}`);
    cookiesOf(res).write(res, 'passkey-attempt', { value: attempt, maxAgeSeconds: LIFE_SECONDS });
    res.json(requestOptions(passkeySiteOf(app.config.publicOrigin), { challenge, allowed: [] }));
  },

  async post(req: Request, res: Response): Promise<void> {
    const { t } = shellOf(res);
    const { credential = '', next = '', interrupted = '' } = fieldsOf(req);
    const client = clientOf(req);
    await takeFromQuota(app.quotas.signIn, `staff ${client.network}`);
    const attempt = cookiesOf(res).read(req, 'passkey-attempt') ?? '';
    cookiesOf(res).write(res, 'passkey-attempt', { value: '', maxAgeSeconds: 0 });
    const result = await signInByPasskey(app, { attempt, credential, client });
    if (result.outcome === 'refused') {
      await countRefusedSignIn(app);
      const errors = [{ field: 'email', message: t('staff:passkeys.error.sign-in') }];
      return showStaffSignIn(res, { next, interrupted, notice: null, errors });
    }
    // Many agents sign in from one network address, so a successful attempt does not count.
    await app.quotas.signIn.giveBack(`staff ${client.network}`);
    await app.quotas.signIn.giveBack(counted(req));
    await startStaffSession(app, req, result);
    res.redirect(303, await staffDestination(app, res, { next, interrupted, id: result.id }));
  },
});
