import type { Request, Response } from 'express';
import type { App } from '../../app.ts';
import { fieldsOf } from '../../web/form/form.ts';
import { NotFound } from '../../web/pipeline/refusals.ts';
import { ownPath } from '../../web/pipeline/same-origin.ts';
import { saveSession } from '../../web/session/session.ts';
import { citizenOf } from '../accounts/signed-in-citizen.ts';

/** Switching: `profile` is `citizen` or the ten digits. Somebody else's organisation and one that does not exist are the same 404. `next` is one of our pages to stay on. */
export const activeProfilePage = (app: Pick<App, 'config'>) => ({
  async post(req: Request, res: Response): Promise<void> {
    const { profile, next } = fieldsOf(req);
    const { citizen } = citizenOf(res);
    const known = citizen.profiles.some(({ enterpriseNumber }) => enterpriseNumber === profile);
    if (profile === undefined || (profile !== 'citizen' && !known)) throw new NotFound();
    if (profile === 'citizen') delete req.session.profile;
    else req.session.profile = profile;
    await saveSession(req);
    res.redirect(303, ownPath(next, app.config.publicOrigin) ?? res.locals.shell.at('/my-space'));
  },
});
