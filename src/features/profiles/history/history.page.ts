import type { Request, Response } from 'express';
import { z } from 'zod';
import type { App } from '../../../app.ts';
import { view } from '../../../web/page/view.ts';
import { type ProfileNavigation, profileNavigation } from '../profile-navigation.ts';
import { managedOrganisation } from '../profile-pages.ts';
import { type EventRow, eventRow } from './event-text.ts';
import { listOrganisationEvents } from './organisation-events.repository.ts';

const EVENTS_A_PAGE = 30;

export type HistoryPage = {
  title: string;
  navigation: ProfileNavigation;
  events: EventRow[];
  older: string | null;
  newest: string | null;
};
const historyView = view<HistoryPage>('profiles/history/history');
/** The id of the last event of the page before; what is no id is the first page. */
const Before = z.string().regex(/^[1-9]\d{0,17}$/);

/** Everything that happened to the profile, for its managers, newest first. */
export const historyPage = (app: Pick<App, 'db'>) => ({
  async get(req: Request, res: Response): Promise<void> {
    const { t, at } = res.locals.shell;
    const own = await managedOrganisation(app, req, res);
    const { enterpriseNumber } = own.organisation;
    const beforeId = Before.safeParse(req.query['before']).data;
    const found = await listOrganisationEvents(app.db, { enterpriseNumber, limit: EVENTS_A_PAGE + 1, beforeId });
    const events = found.slice(0, EVENTS_A_PAGE);
    const path = at(`/profiles/${enterpriseNumber}/history`);
    const page: HistoryPage = {
      title: t('profiles:history.title'),
      navigation: profileNavigation(res, own, 'history'),
      events: events.map((event) => eventRow(event, res.locals.shell)),
      older: found.length > EVENTS_A_PAGE ? `${path}?before=${events.at(-1)?.id}` : null,
      newest: beforeId === undefined ? null : path,
    };
    historyView.render(res, page);
  },
});
