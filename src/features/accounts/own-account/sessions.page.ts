import type { Request, Response } from 'express';
import { z } from 'zod';
import type { App } from '../../../app.ts';
import { NotFound } from '../../../domain/not-found.ts';
import { listPage, type Paging, pageAsked, pagingOf } from '../../../web/form/paging.ts';
import { fieldsOf } from '../../../web/form/parse.ts';
import { formatDateTime } from '../../../web/page/format.ts';
import { shellOf } from '../../../web/page/locals.ts';
import { redirectWithNotice } from '../../../web/page/shell.ts';
import type { Tag } from '../../../web/page/tag.ts';
import { view } from '../../../web/page/view.ts';
import { type SessionState, sessionTag } from '../../credentials/session-tag.ts';
import { listSignIns } from '../sign-ins.repository.ts';
import { citizenActor, citizenOf } from '../signed-in-citizen.ts';
import { endSessions } from './end-sessions.ts';

const Ended = z.union([z.object({ signIn: z.literal('others') }), z.object({ signIn: z.uuid() })]);

export type SessionRow = {
  id: string;
  when: string;
  by: string;
  browser: string;
  network: string;
  state: SessionState;
  tag: Tag;
};
export type SessionsPage = { title: string; rows: SessionRow[]; othersOpen: boolean; paging: Paging };
const sessionsView = view<SessionsPage>('accounts/own-account/sessions');

/** Shows where the citizen is signed in and the history of twelve months, and ends sessions. */
export const sessionsPage = (app: Pick<App, 'db'>) => ({
  async get(req: Request, res: Response): Promise<void> {
    const { t, at, language } = shellOf(res);
    const { citizen, user } = citizenOf(res);
    const listed = await listPage(pageAsked(req.query['after']), (page) =>
      listSignIns(app.db, { citizenId: citizen.id, ...page }),
    );
    const rows = listed.rows.map(({ id, signedInAt, means, network, browser, open }): SessionRow => {
      const state = id === user.signInId ? 'here' : open ? 'open' : 'ended';
      return {
        id,
        when: formatDateTime(signedInAt, language),
        by: t('accounts:sessions.signedIn', { by: t(`accounts:sessions.by.${means}`) }),
        browser: browser || t('credentials:session.unknownBrowser'),
        network,
        state,
        tag: sessionTag(state, t),
      };
    });
    sessionsView.render(res, {
      title: t('accounts:sessions.title'),
      rows,
      // At most five sessions are open, and they are the newest, so all of them are on the first page.
      othersOpen: rows.some(({ state }) => state === 'open'),
      paging: pagingOf(listed, { path: at('/account/sessions'), newestFirst: true, t }),
    });
  },

  async post(req: Request, res: Response): Promise<void> {
    const asked = Ended.safeParse(fieldsOf(req));
    if (!asked.success) throw new NotFound();
    await endSessions(app, { actor: citizenActor(res), ended: asked.data.signIn });
    redirectWithNotice(res, {
      path: shellOf(res).at('/account/sessions'),
      notice: 'accounts:notice.sessions-ended',
    });
  },
});
