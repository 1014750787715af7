import { type RequestHandler, Router } from 'express';
import type { App } from './app.ts';
import { signedOutMeanwhile } from './features/accounts/guard.ts';
import { accountRoutes } from './features/accounts/routes.ts';
import { noteUse } from './features/accounts/sign-in/note-use.ts';
import { loadCitizen } from './features/accounts/signed-in-citizen.ts';
import { adminRoutes, staffDocumentPaths } from './features/admin/routes.ts';
import { helpdeskPages, helpdeskRoutes } from './features/helpdesk/routes.ts';
import { identificationRoutes } from './features/identification/routes.ts';
import { mergePages, mergeRoutes } from './features/merge/routes.ts';
import { mySpaceRoutes } from './features/my-space/routes.ts';
import { ownDataRoutes } from './features/own-data/routes.ts';
import { procedureRoutes } from './features/procedures/routes.ts';
import type { Procedures } from './features/procedures/versions/procedures.ts';
import { findInvitationErrand } from './features/profiles/invitations/invitation-errand.ts';
import { showProfiles } from './features/profiles/profiles-banner.ts';
import { profileRoutes } from './features/profiles/routes.ts';
import { siteRoutes } from './features/site/routes.ts';
import { ownAccountRoutes } from './features/staff/account/routes.ts';
import { staffRoutes } from './features/staff/routes.ts';
import {
  DRAFT_DOCUMENT_PATHS,
  draftPages,
  SUBMISSION_DOCUMENT_PATHS,
  submissionRoutes,
} from './features/submissions/routes.ts';
import { below, documentPattern } from './web/pipeline/document-paths.ts';

type Sessions = { citizenSessions: RequestHandler; staffSessions: RequestHandler };

/** The addresses under `/{language}` whose forms bring documents, which are read behind the guard. */
export const takesDocuments: RegExp = documentPattern([
  ...SUBMISSION_DOCUMENT_PATHS,
  ...below('/admin', staffDocumentPaths(DRAFT_DOCUMENT_PATHS)),
]);

/**
 * Lists all addresses under `/{language}`. Citizens and staff each have sessions of their own. A request is compared with
 * one route after the other, so the page that people open most comes first.
 */
export function pageRoutes(app: App, procedures: Procedures, { citizenSessions, staffSessions }: Sessions): Router {
  const ownAccount = ownAccountRoutes(app);
  const others = {
    draftPages: draftPages(app, procedures),
    ownAccount,
    helpdesk: { ...helpdeskPages(app), ...mergePages(app) },
  };
  return Router({ mergeParams: true })
    .use('/admin', staffRoutes(app, staffSessions), adminRoutes(app, procedures, others))
    .use(citizenSessions, loadCitizen(app), noteUse(app), showProfiles)
    .use(mySpaceRoutes(app, procedures))
    .use(siteRoutes(app))
    .use(procedureRoutes(app, procedures))
    .use(submissionRoutes(app, procedures))
    .use(ownDataRoutes(app))
    .use(identificationRoutes(app))
    .use(helpdeskRoutes(app))
    .use(mergeRoutes(app))
    .use(accountRoutes(app, findInvitationErrand(app)))
    .use(profileRoutes(app))
    .use(signedOutMeanwhile(app));
}
