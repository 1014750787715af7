import { Router } from 'express';
import type { App } from '../../app.ts';
import { publicPage } from '../../web/page/public-page.ts';
import { cataloguePage } from './catalogue/catalogue.page.ts';
import { procedurePage } from './catalogue/procedure.page.ts';
import type { Procedures } from './versions/procedures.ts';

/** The public routes under `/{language}` for the catalogue. Neither page queries Postgres. */
export function procedureRoutes(app: App, procedures: Procedures): Router {
  return Router({ mergeParams: true })
    .get('/procedures', publicPage('procedures:catalogue.description'), cataloguePage(app, procedures).get)
    .get('/procedures/:slug', procedurePage(app, procedures).get);
}
