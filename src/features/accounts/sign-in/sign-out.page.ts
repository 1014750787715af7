import type { Request, Response } from 'express';
import type { App } from '../../../app.ts';
import { shellOf } from '../../../web/page/locals.ts';
import { clientOf } from '../../../web/pipeline/client.ts';
import { endSession } from '../../../web/session/session.ts';
import { signedInOf } from '../signed-in-citizen.ts';
import { signOut } from './sign-out.ts';

/** Ends the session in the database and in the browser. Somebody who is already signed out gets the same answer. */
export const signOutPage = (app: Pick<App, 'db'>) => ({
  async post(req: Request, res: Response): Promise<void> {
    const shell = shellOf(res);
    const signedIn = signedInOf(res);
    if (signedIn !== null) {
      const { citizen, user } = signedIn;
      await signOut(app, { citizenId: citizen.id, signInId: user.signInId, network: clientOf(req).network });
    }
    await endSession(req, res, 'citizen');
    res.redirect(303, `${shell.at('/sign-in')}?left=signed-out`);
  },
});
