import type { Request, Response } from 'express';
import { z } from 'zod';
import type { App } from '../../../app.ts';
import { NotFound } from '../../../domain/not-found.ts';
import { fieldsOf } from '../../../web/form/parse.ts';
import { formatDateTime } from '../../../web/page/format.ts';
import { redirectWithNotice } from '../../../web/page/shell.ts';
import { view } from '../../../web/page/view.ts';
import { clientOf } from '../../../web/pipeline/client.ts';
import { listSignIns } from '../sign-ins.repository.ts';
import { citizenOf } from '../signed-in-citizen.ts';
import { endSessions } from './end-sessions.ts';

const HISTORY_SHOWN = 50;
const Ended = z.union([z.object({ signIn: z.literal('others') }), z.object({ signIn: z.uuid() })]);

export type SessionRow = {
  id: string;
  when: string;
  browser: string;
  network: string;
  state: 'here' | 'open' | 'ended';
  stateText: string;
};
export type SessionsPage = { title: string; rows: SessionRow[]; othersOpen: boolean };
const sessionsView = view<SessionsPage>('accounts/own-account/sessions');

/** Where one is signed in, the history of twelve months, and the means to end a session from here. */
export const sessionsPage = (app: Pick<App, 'db'>) => ({
  async get(_req: Request, res: Response): Promise<void> {
    const { t, language } = res.locals.shell;
    const { citizen, user } = citizenOf(res);
    const signIns = await listSignIns(app.db, { citizenId: citizen.id, limit: HISTORY_SHOWN });
    const rows = signIns.map(({ id, signedInAt, network, browser, open }): SessionRow => {
      const state = id === user.signInId ? 'here' : open ? 'open' : 'ended';
      return {
        id,
        when: formatDateTime(signedInAt, language),
        browser: browser || t('accounts:sessions.unknownBrowser'),
        network,
        state,
        stateText: t(`accounts:sessions.state.${state}`),
      };
    });
    sessionsView.render(res, {
      title: t('accounts:sessions.title'),
      rows,
      othersOpen: rows.some(({ state }) => state === 'open'),
    });
  },

  async post(req: Request, res: Response): Promise<void> {
    const asked = Ended.safeParse(fieldsOf(req));
    if (!asked.success) throw new NotFound();
    const { citizen, user } = citizenOf(res);
    const { network } = clientOf(req);
    await endSessions(app, { citizenId: citizen.id, here: user.signInId, ended: asked.data.signIn, network });
    redirectWithNotice(res, { path: res.locals.shell.at('/account/sessions'), notice: 'sessions-ended' });
  },
});
