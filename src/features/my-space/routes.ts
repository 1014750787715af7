import { Router } from 'express';
import type { App } from '../../app.ts';
import { signedInOnly } from '../accounts/guard.ts';
import type { Procedures } from '../procedures/versions/procedures.ts';
import { claimPage } from './claim/claim.page.ts';
import { mySpacePage } from './my-space.page.ts';
import { submissionsSheetPage } from './submissions-sheet.page.ts';

/** The routes of the dashboard, under `/{language}`. */
export function mySpaceRoutes(app: App, procedures: Procedures): Router {
  const parts = { ...app, procedures };
  const claim = claimPage(parts);
  return Router({ mergeParams: true })
    .get('/my-space', signedInOnly(app), mySpacePage(parts).get)
    .get('/my-space/claim', signedInOnly(app), claim.get)
    .post('/my-space/claim', signedInOnly(app), claim.post)
    .get('/my-space/submissions.xlsx', signedInOnly(app), submissionsSheetPage(parts).get);
}
