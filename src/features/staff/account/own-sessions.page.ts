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
import { listStaffSignIns } from '../staff-sign-ins.repository.ts';
import { endOwnSessions } from './end-own-sessions.ts';
import { ownActor } from './own-actor.ts';

const Ended = z.union([z.object({ signIn: z.literal('others') }), z.object({ signIn: z.uuid() })]);

export type OwnSessionRow = {
  id: string;
  when: string;
  browser: string;
  network: string;
  factor: string;
  state: SessionState;
  tag: Tag;
};
export type OwnSessionsPage = { title: string; rows: OwnSessionRow[]; othersOpen: boolean; paging: Paging };
const sessionsView = view<OwnSessionsPage>('staff/account/own-sessions');

/** Shows where a member of the staff is signed in and the history of twelve months, and ends sessions. */
export const ownSessionsPage = (app: Pick<App, 'db'>) => ({
  async get(req: Request, res: Response): Promise<void> {
    const { t, at, language } = shellOf(res);
    const actor = ownActor(res);
    const listed = await listPage(pageAsked(req.query['after']), (page) =>
      listStaffSignIns(app.db, { staffMemberId: actor.id, ...page }),
    );
    const rows = listed.rows.map(({ id, signedInAt, network, browser, factor, open }): OwnSessionRow => {
      const state = id === actor.signInId ? 'here' : open ? 'open' : 'ended';
      return {
        id,
        when: formatDateTime(signedInAt, language),
        browser: browser || t('credentials:session.unknownBrowser'),
        network,
        factor: t(`staff:factor.${factor}`),
        state,
        tag: sessionTag(state, t),
      };
    });
    sessionsView.render(res, {
      title: t('staff:ownSessions.title'),
      rows,
      // At most five sessions are open, and they are the newest, so all of them are on the first page.
      othersOpen: rows.some(({ state }) => state === 'open'),
      paging: pagingOf(listed, { path: at('/admin/account/sessions'), newestFirst: true, t }),
    });
  },

  async post(req: Request, res: Response): Promise<void> {
    const asked = Ended.safeParse(fieldsOf(req));
    if (!asked.success) throw new NotFound();
    const actor = ownActor(res);
    await endOwnSessions(app, actor, asked.data.signIn);
    const path = shellOf(res).at('/admin/account/sessions');
    redirectWithNotice(res, { path, notice: 'staff:notice.sessions-ended' });
  },
});
