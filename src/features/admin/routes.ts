import { type RequestHandler, Router } from 'express';
import type { App } from '../../app.ts';
import { below, type DocumentPath } from '../../web/pipeline/document-paths.ts';
import { notFound } from '../../web/pipeline/errors.ts';
import type { Procedures } from '../procedures/versions/procedures.ts';
import { isAskedAgain } from '../staff/asked-again.ts';
import { freshFactorOnly, rolesOnly, staffOnly } from '../staff/guard.ts';
import { signedInStaff } from '../staff/signed-in-staff.ts';
import { bringsDocuments, receiveFields } from '../submissions/attachments/receive-form.ts';
import { deskFilersOnly } from '../submissions/filer/guard.ts';
import { accessRequestPage } from './access-requests/access-request.page.ts';
import { waitingPage } from './access-requests/waiting.page.ts';
import { auditExportPage, auditPage } from './audit/audit.page.ts';
import { deskPage } from './desk/desk.page.ts';
import { deskListPage } from './desk/desk-list.page.ts';
import { jobsPage } from './jobs/jobs.page.ts';
import { operationsPage } from './operations/operations.page.ts';
import { staffMemberEndPage } from './organisations/member-end.page.ts';
import { organisationPage } from './organisations/organisation.page.ts';
import { definitionPage } from './procedures/definition.page.ts';
import { adminProcedurePage } from './procedures/procedure.page.ts';
import { procedureVersionPage } from './procedures/procedure-version.page.ts';
import { adminProceduresPage } from './procedures/procedures.page.ts';
import { certificateFilePage, certificatePage } from './retention/certificate.page.ts';
import { proposalPage } from './retention/proposal.page.ts';
import { retentionPage } from './retention/retention.page.ts';
import { retentionRunPage } from './retention/run.page.ts';
import { packagePage } from './retention/transfer/package.page.ts';
import { transferPage } from './retention/transfer/transfer.page.ts';
import { settingsPage } from './settings/settings.page.ts';
import { storedWordmarkPage } from './settings/stored-wordmark.page.ts';
import { staffPage } from './staff/staff.page.ts';
import { staffAccountActPage, staffAccountPage } from './staff/staff-account.page.ts';
import { showStaffLinks } from './staff-links.ts';
import {
  type HelpdeskPageName,
  STAFF_FOLDERS,
  STAFF_PAGES,
  type StaffPage,
  type StaffPageHandlers,
  type StaffPageName,
} from './staff-pages.ts';
import { statisticsPage } from './statistics/statistics.page.ts';
import { statisticsExportPage } from './statistics/statistics-export.page.ts';
import { agentPages } from './submissions/routes.ts';

const DESK_DRAFTS = '/desk/drafts';
/** The addresses of `adminRoutes` whose forms bring documents; `drafts` are those of the pages of a draft. */
export const staffDocumentPaths = (drafts: readonly DocumentPath[]): DocumentPath[] => [
  ...Object.values<StaffPage>(STAFF_PAGES).filter(({ documents }) => documents === true),
  ...below(DESK_DRAFTS, drafts),
];

/**
 * The pages of other features behind the guard: the forms that an agent fills in at the desk, the reader's own account,
 * and the helpdesk.
 */
type Others = {
  draftPages: Router;
  ownAccount: Router;
  helpdesk: Pick<StaffPageHandlers<RequestHandler>, HelpdeskPageName>;
};

/**
 * The pages under `/{language}/admin`, all behind the guard. A request that no page answers ends here, as it must not
 * reach the citizens' pages.
 */
export function adminRoutes(app: App, procedures: Procedures, { draftPages, ownAccount, helpdesk }: Others): Router {
  return Router({ mergeParams: true }).use(
    keepFieldsOfDocuments,
    staffOnly(app),
    showStaffLinks,
    Router().use('/account', ownAccount),
    deskDrafts(app, draftPages),
    staffPages({ ...app, procedures }, helpdesk),
    notFound,
  );
}

/**
 * Reads the fields that were typed beside documents after the session ended, so that the guard keeps them. The files
 * are discarded.
 */
const keepFieldsOfDocuments: RequestHandler = async (req, res, next) => {
  if (bringsDocuments(req) && signedInStaff(res) === null) await receiveFields(req, res);
  next();
};

/** Does the same when the second factor is asked for again. */
const keepFieldsUnlessFresh: RequestHandler = async (req, res, next) => {
  if (bringsDocuments(req) && !req.session.factorIsFresh) await receiveFields(req, res);
  next();
};

/**
 * Returns the pages of the forms that an agent fills in at the desk: those of the citizens, for the agent who began
 * them.
 */
function deskDrafts(app: App, draftPages: Router): Router {
  const { path, ...roles } = STAFF_FOLDERS.deskDraft;
  return Router({ mergeParams: true })
    .use(path, rolesOnly(app, { page: 'deskDraft', ...roles }), deskFilersOnly(app))
    .use(DESK_DRAFTS, draftPages);
}

/** Maps each line of the table to the page that answers it. */
function staffPages(app: App & { procedures: Procedures }, helpdesk: Others['helpdesk']): Router {
  const pages: StaffPageHandlers<RequestHandler> = {
    ...agentPages(app),
    waiting: waitingPage(app),
    deskList: deskListPage(app),
    desk: deskPage(app),
    jobs: jobsPage(app),
    operations: operationsPage(app),
    statistics: statisticsPage(app),
    statisticsXlsx: statisticsExportPage(app),
    ...helpdesk,
    ...administratorPages(app),
    organisation: organisationPage(app),
    memberEnd: staffMemberEndPage(app),
    accessRequest: accessRequestPage(app),
    staff: staffPage(app),
    staffAccount: staffAccountPage(app),
    staffAccountAct: staffAccountActPage(app),
  };
  return routesOf(app, pages);
}

/** Each page is open only to the roles that the table gives it. */
function routesOf(app: App, pages: StaffPageHandlers<RequestHandler>): Router {
  const router = Router({ mergeParams: true });
  for (const name of Object.keys(STAFF_PAGES) as StaffPageName[]) {
    const { path } = STAFF_PAGES[name];
    const page = pages[name];
    router
      .all(path, ...guardsOf(app, name))
      .head(path, onlyHeaders)
      .get(path, page.get);
    if ('post' in page) router.post(path, page.post);
  }
  return router;
}

/**
 * Express would ask the page of a GET, which writes to the audit log what was opened, takes a file away or begins one,
 * although whoever sends a HEAD sees nothing. So the page is not asked at all.
 */
const onlyHeaders: RequestHandler = (_req, res) => void res.setHeader('Cache-Control', 'no-store').end();

/**
 * Checks the role first: to somebody who may not open a page it does not exist, so that it must not ask for anything.
 */
function guardsOf(app: App, name: StaffPageName): RequestHandler[] {
  const { path, mayOpen: open, mayAct } = STAFF_PAGES[name];
  const mayOpen = rolesOnly(app, { page: name, mayOpen: open, mayAct });
  return isAskedAgain(path) ? [mayOpen, keepFieldsUnlessFresh, freshFactorOnly(app)] : [mayOpen];
}

/** The pages with which an administrator runs the portal. */
function administratorPages(app: App & { procedures: Procedures }) {
  return {
    audit: auditPage(app),
    auditXlsx: auditExportPage(app, 'xlsx'),
    auditCsv: auditExportPage(app, 'csv'),
    procedures: adminProceduresPage(app),
    procedure: adminProcedurePage(app),
    definition: definitionPage(app),
    procedureVersion: procedureVersionPage(app),
    retention: retentionPage(app),
    retentionProposal: proposalPage(app),
    retentionRun: retentionRunPage(app),
    retentionTransfer: transferPage(app),
    retentionPackage: packagePage(app),
    certificate: certificatePage(app),
    certificateFile: certificateFilePage(app),
    settings: settingsPage(app),
    storedWordmark: storedWordmarkPage(app),
  };
}
