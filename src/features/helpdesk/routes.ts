import { type RequestHandler, Router } from 'express';
import type { App } from '../../app.ts';
import { signedInOnly } from '../accounts/guard.ts';
import { accountPage } from './account/account.page.ts';
import { actPage } from './acts/act.page.ts';
import { helpdeskEmailChangePage } from './email-change/email-change.page.ts';
import { emailChangesPage } from './email-change/email-changes.page.ts';
import { historyPage } from './history/history.page.ts';
import { citizensPage } from './search/citizens.page.ts';

type Acting = { get: RequestHandler; post: RequestHandler };

/**
 * Returns the pages of the helpdesk by their names in the table of the staff's pages, which holds their addresses and
 * roles.
 */
export function helpdeskPages(app: App) {
  const { get, post } = citizensPage(app);
  return {
    citizens: { get },
    citizenSearch: { get, post },
    emailChanges: emailChangesPage(app),
    citizen: accountPage(app),
    passwordReset: actPage(app, 'password-reset'),
    unlock: actPage(app, 'unlock'),
    emailConfirmation: actPage(app, 'email-confirmation'),
    signOut: actPage(app, 'sign-out'),
    suspension: actPage(app, 'suspension'),
    restoration: actPage(app, 'restoration'),
    emailChange: helpdeskEmailChangePage(app),
  } satisfies Record<string, Acting | { get: RequestHandler }>;
}

/** Returns the route, under `/{language}`, of the page on which the owner of an account reads what the helpdesk did. */
export function helpdeskRoutes(app: App): Router {
  return Router({ mergeParams: true }).get('/account/history', signedInOnly(app), historyPage(app).get);
}
