import { type RequestHandler, Router } from 'express';
import type { App } from '../../app.ts';
import { notFound } from '../../web/pipeline/errors.ts';
import type { Procedures } from '../procedures/versions/procedures.ts';
import { rolesOnly, staffOnly } from '../staff/guard.ts';
import { accessRequestPage } from './access-requests/access-request.page.ts';
import { waitingPage } from './access-requests/waiting.page.ts';
import { organisationPage } from './organisations/organisation.page.ts';
import { STAFF_PAGES, type StaffPageHandlers, type StaffPageName } from './staff-pages.ts';
import { actPage } from './submissions/acts/act.page.ts';
import { assignment } from './submissions/acts/assignment.ts';
import { closing } from './submissions/acts/closing.ts';
import { decision } from './submissions/acts/decision.ts';
import { reopening } from './submissions/acts/reopening.ts';
import { submissionPage } from './submissions/submission.page.ts';

/**
 * The pages under `/{language}/admin`, all behind the guard. A request that no page answers ends here, as it must not
 * reach the citizens' pages.
 */
export function adminRoutes(app: App, procedures: Procedures): Router {
  return Router({ mergeParams: true }).use(staffOnly(app), staffPages({ ...app, procedures }), notFound);
}

/** Makes the routes from the table. Each page is open only to the roles that the table gives it. */
function staffPages(app: App & { procedures: Procedures }): Router {
  const pages: StaffPageHandlers<RequestHandler> = {
    waiting: waitingPage(app),
    submission: submissionPage(app),
    assignment: actPage(app, assignment(app)),
    decision: actPage(app, decision),
    closing: actPage(app, closing),
    reopening: actPage(app, reopening),
    organisation: organisationPage(app),
    accessRequest: accessRequestPage(app),
  };
  const router = Router({ mergeParams: true });
  for (const name of Object.keys(STAFF_PAGES) as StaffPageName[]) {
    const { path, ...roles } = STAFF_PAGES[name];
    const page = pages[name];
    router.all(path, rolesOnly(app, { page: name, ...roles })).get(path, page.get);
    if ('post' in page) router.post(path, page.post);
  }
  return router;
}
