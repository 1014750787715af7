import type { Request, Response } from 'express';
import type { App } from '../../app.ts';
import { NotFound } from '../../domain/not-found.ts';
import { fieldsOf } from '../../web/form/parse.ts';
import { shellOf } from '../../web/page/locals.ts';
import { ownPath } from '../../web/pipeline/own-path.ts';
import { saveSession } from '../../web/session/session.ts';
import { citizenOf, profileOf } from '../accounts/signed-in-citizen.ts';

/**
 * Switches the profile: `profile` is `citizen` or the ten digits of an organisation. Somebody else's organisation and
 * one that does not exist both get NotFound. `next` is a page of the portal to stay on.
 */
export const activeProfilePage = (app: Pick<App, 'config'>) => ({
  async post(req: Request, res: Response): Promise<void> {
    const { profile, next } = fieldsOf(req);
    const { citizen } = citizenOf(res);
    const own = profileOf(citizen, profile);
    if (profile !== 'citizen' && own === null) throw new NotFound();
    if (own === null) delete req.session.profile;
    else req.session.profile = own.enterpriseNumber;
    await saveSession(req);
    res.redirect(303, ownPath(next, app.config.publicOrigin) ?? shellOf(res).at('/my-space'));
  },
});
