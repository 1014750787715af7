import { type RequestHandler, Router } from 'express';
import type { App } from '../../app.ts';
import { signedInOnly } from '../accounts/guard.ts';
import { mergePage } from './asking/merge.page.ts';
import { mergeLinkPage } from './asking/merge-link.page.ts';
import { mergesPage } from './judging/merges.page.ts';
import { refusalPage } from './judging/refusal.page.ts';

/** The pages of the helpdesk, by their names in the table of the staff's pages. */
export function mergePages(app: App) {
  return { citizenMerges: mergesPage(app), citizenMergeRefusal: refusalPage(app) } satisfies Record<
    string,
    { get: RequestHandler; post: RequestHandler }
  >;
}

/** Returns the routes, under `/{language}` and behind the guard, of citizens who merge two accounts. */
export function mergeRoutes(app: App): Router {
  const merge = mergePage(app);
  const link = mergeLinkPage(app);
  const pages = Router({ mergeParams: true })
    .get('/merge', merge.get)
    .post('/merge', merge.post)
    .get('/merge/:token', link.get)
    .post('/merge/:token', link.post);
  return Router({ mergeParams: true }).use('/account', signedInOnly(app), pages);
}
