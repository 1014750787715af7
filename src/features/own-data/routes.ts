import { Router } from 'express';
import type { App } from '../../app.ts';
import { signedInOnly } from '../accounts/guard.ts';
import { closingPage } from './closing.page.ts';
import { dataPage } from './data.page.ts';

/** The routes under `/{language}/account` for downloading one's data and closing the account, behind the guard. */
export function ownDataRoutes(app: App): Router {
  const data = dataPage(app);
  const closing = closingPage(app);
  const pages = Router({ mergeParams: true })
    .get('/data', data.get)
    .post('/data', data.post)
    .get('/closing', closing.get)
    .post('/closing', closing.post);
  return Router({ mergeParams: true }).use('/account', signedInOnly(app), pages);
}
