import { type RequestHandler, Router } from 'express';
import type { App } from '../../app.ts';
import { notFound } from '../../web/pipeline/errors.ts';
import { accessRequestPage } from './access-request.page.ts';
import { rolesOnly, staffOnly } from './guard.ts';
import { organisationPage } from './organisation.page.ts';
import { setUpPage } from './set-up.page.ts';
import { signInPage } from './sign-in.page.ts';
import { signOutPage } from './sign-out.page.ts';
import { loadStaff, showStaffBanner } from './signed-in-staff.ts';
import { STAFF_PAGES, type StaffPageName } from './staff-pages.ts';
import { waitingPage } from './waiting.page.ts';

/** Under `/{language}/admin`, with sessions of the staff only. Nothing below goes on to the citizens' pages. */
export function adminRoutes(app: App, staffSessions: RequestHandler): Router {
  const signIn = signInPage(app);
  const setUp = setUpPage(app);
  return Router({ mergeParams: true })
    .use(showStaffBanner, staffSessions, loadStaff(app))
    .get('/sign-in', signIn.get)
    .post('/sign-in', signIn.post)
    .post('/sign-out', signOutPage(app).post)
    .get('/set-up/:token', setUp.get)
    .post('/set-up/:token', setUp.post)
    .use(staffOnly, staffPages(app), notFound);
}

/** Behind the guard, each page behind the roles that its line of the table names. */
function staffPages(app: App): Router {
  const pages: Record<StaffPageName, { get: RequestHandler; post?: RequestHandler }> = {
    waiting: waitingPage(app),
    organisation: organisationPage(app),
    accessRequest: accessRequestPage(app),
  };
  const router = Router({ mergeParams: true });
  for (const name of Object.keys(STAFF_PAGES) as StaffPageName[]) {
    const { path } = STAFF_PAGES[name];
    const { get, post } = pages[name];
    router.all(path, rolesOnly(app, name)).get(path, get);
    if (post !== undefined) router.post(path, post);
  }
  return router;
}
