import type { Request, Response } from 'express';
import type { App } from '../../../app.ts';
import { NotFound } from '../../../domain/not-found.ts';
import { FasUnavailable } from '../../../platform/fas/fas-unavailable.ts';
import { shellOf } from '../../../web/page/locals.ts';
import { redirectWithNotice } from '../../../web/page/shell.ts';
import { withNext } from '../../../web/pipeline/own-path.ts';
import { citizenActor, signedInOf } from '../../accounts/signed-in-citizen.ts';
import { toldOf } from '../refusal.ts';
import { nextOfState } from './next-of-state.ts';
import { takeAnswer } from './take-answer.ts';

/**
 * Receives the browser that FAS sends back. It always redirects, to the page that asked or to one that says what to do,
 * so that the address with the answer does not stay in the browser.
 */
export const returnPage = (app: Pick<App, 'clock' | 'config' | 'db' | 'fas' | 'log' | 'sealing'>) => ({
  async get(req: Request, res: Response): Promise<void> {
    const { fas, config } = app;
    if (fas === null || config.fas === null) throw new NotFound();
    const { at } = shellOf(res);
    const answer = answerOf(req);
    const identification = (refused: string, next: string | null) =>
      `${withNext(at('/identification'), next ?? at('/account/identity'))}&refused=${refused}`;
    if (signedInOf(res) === null) {
      const next = identification('ended', await nextOfState(app, answer.get('state')));
      return res.redirect(303, withNext(at('/sign-in'), next));
    }
    try {
      const taken = await takeAnswer({ ...app, fas, issuer: config.fas.issuer }, { actor: citizenActor(res), answer });
      switch (taken.outcome) {
        case 'identified':
          return redirectWithNotice(res, { path: taken.next, notice: 'identification:notice.identified' });
        case 'cancelled':
          return redirectWithNotice(res, { path: taken.next, notice: 'identification:notice.cancelled' });
        case 'to-confirm':
          return res.redirect(303, at(`/identification/confirmation/${taken.attemptId}`));
        case 'refused':
          return res.redirect(303, identification(toldOf(taken.reason), taken.next));
      }
    } catch (error) {
      if (!(error instanceof FasUnavailable)) throw error;
      app.log.warn({ error: error.message }, 'identification not possible');
      res.redirect(303, identification('away', await nextOfState(app, answer.get('state'))));
    }
  },
});

function answerOf({ query }: Request): URLSearchParams {
  const pairs = Object.entries(query).filter((pair): pair is [string, string] => typeof pair[1] === 'string');
  return new URLSearchParams(pairs);
}
