import type { Request, Response } from 'express';
import { z } from 'zod';
import type { App } from '../../../app.ts';
import { emptyForm, fieldsOf, parseForm } from '../../../web/form/parse.ts';
import { shellOf } from '../../../web/page/locals.ts';
import { redirectWithNotice } from '../../../web/page/shell.ts';
import { clientOf } from '../../../web/pipeline/client.ts';
import { takeFromQuota } from '../../../web/pipeline/rate-limit.ts';
import { accountAddress, signInPassword } from '../../credentials/credential-fields.ts';
import { rememberedBy } from '../../credentials/known-browser.ts';
import { countRefusedSignIn } from '../../credentials/refused-sign-ins.ts';
import { signedInStaff } from '../signed-in-staff.ts';
import { signInCode } from '../staff-fields.ts';
import type { StaffFactor } from '../staff-sign-ins.repository.ts';
import { signInStaff } from './sign-in-staff.ts';
import { staffDestination, staffPageOf } from './staff-destination.ts';
import { STAFF_SIGN_IN_SHOWN, type StaffSignInForm, showStaffSignIn } from './staff-sign-in-form.ts';
import { startStaffSession } from './start-staff-session.ts';

const SignInFields = z.object({ email: accountAddress, password: signInPassword, code: signInCode });
type SignInApp = Pick<App, 'config' | 'clock' | 'db' | 'log' | 'metrics' | 'passwords' | 'quotas' | 'sealing'>;

export const signInPage = (app: SignInApp) => ({
  get(req: Request, res: Response): void {
    const next = staffPageOf(app, res, req.query['next']);
    if (signedInStaff(res) !== null) return res.redirect(303, next);
    showStaffSignIn(res, { next, notice: req.query['left'] === 'signed-out' ? 'signed-out' : null });
  },

  async post(req: Request, res: Response): Promise<void> {
    const { t } = shellOf(res);
    const fields = fieldsOf(req);
    const parsed = parseForm(SignInFields, { shown: STAFF_SIGN_IN_SHOWN, fields, t });
    if (!parsed.ok) return showAgain(res, parsed.form);
    const client = clientOf(req);
    // Counts the staff apart from citizens, as the desks of the commune share a network address with its visitors.
    const counted = `staff ${client.network}`;
    await takeFromQuota(app.quotas.signIn, counted);
    const result = await signInStaff(app, { ...parsed.input, client, remembered: rememberedBy(req, 'staff') });
    switch (result.outcome) {
      case 'refused':
        await countRefusedSignIn(app);
        return showAgain(res, {
          ...emptyForm(STAFF_SIGN_IN_SHOWN, fields),
          errors: [{ field: 'email', message: t('staff:signIn.refused') }],
        });
      case 'signed-in':
        // Many agents sign in from one network address, so a successful attempt does not count.
        await app.quotas.signIn.giveBack(counted);
        await startStaffSession(app, req, result);
        return leadOn(res, await staffDestination(app, res, { ...parsed.form.values, id: result.id }), result.factor);
    }
  },
});

/**
 * Redirects to `path`. Somebody who used a recovery code, of which few exist, is reminded to see to a lasting factor.
 */
function leadOn(res: Response, path: string, factor: StaffFactor): void {
  if (factor === 'recovery-code') return redirectWithNotice(res, { path, notice: 'staff:notice.recovery-code-used' });
  res.redirect(303, path);
}

function showAgain(res: Response, { values, errors }: StaffSignInForm): void {
  showStaffSignIn(res, { ...values, notice: null, errors });
}
