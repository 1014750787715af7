import { Router } from 'express';
import type { App } from '../../app.ts';
import { signedInOnly } from '../accounts/guard.ts';
import { mySpacePage } from './my-space.page.ts';

/** The route of the dashboard, under `/{language}`. */
export function mySpaceRoutes(app: App): Router {
  return Router({ mergeParams: true }).get('/my-space', signedInOnly(app), mySpacePage(app).get);
}
