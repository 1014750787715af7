import type { Request, Response } from 'express';
import { z } from 'zod';
import type { App } from '../../../app.ts';
import { listPage, type Paging, pageAsked, pagingOf } from '../../../web/form/paging.ts';
import { shellOf } from '../../../web/page/locals.ts';
import { view } from '../../../web/page/view.ts';
import { type ProfileNavigation, profileNavigation } from '../profile-navigation.ts';
import { managedOrganisation } from '../profile-pages.ts';
import { type EventRow, eventRow } from './event-text.ts';
import { listOrganisationEvents } from './organisation-events.repository.ts';

export type HistoryPage = {
  title: string;
  navigation: ProfileNavigation;
  events: EventRow[];
  paging: Paging;
};
const historyView = view<HistoryPage>('profiles/history/history');
const EventId = z.string().regex(/^[1-9]\d{0,17}$/);

/** Shows everything that happened to the profile, to its managers, the newest first. */
export const historyPage = (app: Pick<App, 'db'>) => ({
  async get(req: Request, res: Response): Promise<void> {
    const { t, at } = shellOf(res);
    const own = await managedOrganisation(app, req, res);
    const { enterpriseNumber } = own.organisation;
    const listed = await listPage(pageAsked(req.query['after'], EventId), (page) =>
      listOrganisationEvents(app.db, { enterpriseNumber, ...page }),
    );
    const page: HistoryPage = {
      title: t('profiles:history.title'),
      navigation: profileNavigation(res, own, 'history'),
      events: listed.rows.map((event) => eventRow(event, shellOf(res))),
      paging: pagingOf(listed, { path: at(`/profiles/${enterpriseNumber}/history`), newestFirst: true, t }),
    };
    historyView.render(res, page);
  },
});
