import type { Request, Response } from 'express';
import type { App } from '../../../app.ts';
import { NotFound } from '../../../domain/not-found.ts';
import { FasUnavailable } from '../../../platform/fas/fas-unavailable.ts';
import { shellOf } from '../../../web/page/locals.ts';
import { citizenActor } from '../../accounts/signed-in-citizen.ts';
import { askedOf, withAsked } from './asked.ts';
import { depart } from './depart.ts';

/**
 * Leads to FAS. It is a link, not a form: `form-action 'self'` also stops the redirect after a form, in Chromium, and
 * FAS itself leads on to pages of others. A page of another site cannot send anybody there: it leads to our page first.
 */
export const departurePage = (app: Pick<App, 'clock' | 'config' | 'db' | 'fas' | 'log' | 'sealing'>) => ({
  async get(req: Request, res: Response): Promise<void> {
    const { fas } = app;
    if (fas === null) throw new NotFound();
    const shell = shellOf(res);
    const asked = askedOf(app, req.query, shell.at('/account/identity'));
    const here = withAsked(shell.at('/identification'), asked);
    const site = req.headers['sec-fetch-site'];
    if (site !== undefined && site !== 'same-origin') return res.redirect(303, here);
    try {
      const { language } = shell;
      res.redirect(303, await depart({ ...app, fas }, { actor: citizenActor(res), language, ...asked }));
    } catch (error) {
      if (!(error instanceof FasUnavailable)) throw error;
      app.log.warn({ error: error.message }, 'identification not possible');
      res.redirect(303, `${here}&refused=away`);
    }
  },
});
