import { Router } from 'express';
import type { App } from './app.ts';
import { accountRoutes } from './features/accounts/routes.ts';
import { profileRoutes } from './features/profiles/routes.ts';
import { siteRoutes } from './features/site/routes.ts';
import { submissionRoutes } from './features/submissions/routes.ts';

/** The table of contents of the site: all that stands under `/{language}`. */
export function pageRoutes(app: App): Router {
  return Router({ mergeParams: true })
    .use(siteRoutes())
    .use(accountRoutes(app))
    .use(profileRoutes(app))
    .use(submissionRoutes(app));
}
