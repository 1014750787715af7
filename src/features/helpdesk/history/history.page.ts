import type { Request, Response } from 'express';
import type { App } from '../../../app.ts';
import { listPage, type Paging, pageAsked, pagingOf } from '../../../web/form/paging.ts';
import { formatDateTime } from '../../../web/page/format.ts';
import { shellOf } from '../../../web/page/locals.ts';
import { view } from '../../../web/page/view.ts';
import { citizenOf } from '../../accounts/signed-in-citizen.ts';
import { listHelpdeskActs } from '../acts/helpdesk-acts.repository.ts';

export type HistoryRow = { when: string; done: string; because: string };
export type HistoryPage = { title: string; rows: HistoryRow[]; paging: Paging };
const historyView = view<HistoryPage>('helpdesk/history/history');

/**
 * The page on which the owner of an account reads what the helpdesk did, when and why. It does not name the colleague,
 * whom the commune knows.
 */
export const historyPage = (app: Pick<App, 'db'>) => ({
  async get(req: Request, res: Response): Promise<void> {
    const { t, at, language } = shellOf(res);
    const { citizen } = citizenOf(res);
    const listed = await listPage(pageAsked(req.query['after']), (page) =>
      listHelpdeskActs(app.db, { citizenId: citizen.id, ...page }),
    );
    historyView.render(res, {
      title: t('accounts:links.history.title'),
      rows: listed.rows.map(({ act, reason, doneAt }) => ({
        when: formatDateTime(doneAt, language),
        done: t(`helpdesk:done.${act}`),
        because: t('helpdesk:history.because', { reason: t(`helpdesk:reason.${reason}`) }),
      })),
      paging: pagingOf(listed, { path: at('/account/history'), newestFirst: true, t }),
    });
  },
});
