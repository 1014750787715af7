import type { Request, Response } from 'express';
import type { App } from '../../../app.ts';
import { shellOf } from '../../../web/page/locals.ts';
import { clientOf } from '../../../web/pipeline/client.ts';
import { endSession, sessionUser } from '../../../web/session/session.ts';
import { signedInStaff } from '../signed-in-staff.ts';
import { signOutStaff } from './sign-out-staff.ts';

/** Ends the session. Somebody who is already signed out gets the same answer. */
export const signOutPage = (app: Pick<App, 'db'>) => ({
  async post(req: Request, res: Response): Promise<void> {
    const shell = shellOf(res);
    const staff = signedInStaff(res);
    const { signInId = null } = sessionUser(req, 'staff') ?? {};
    await endSession(req, res, 'staff');
    if (staff !== null && signInId !== null) {
      await signOutStaff(app, { id: staff.id, signInId, network: clientOf(req).network });
    }
    res.redirect(303, `${shell.at('/admin/sign-in')}?left=signed-out`);
  },
});
