import { holdsOneOf, STAFF_ROLES, type StaffRole } from '../staff/staff-roles.ts';

export type StaffPage = {
  path: string;
  mayOpen: readonly StaffRole[];
  mayAct: readonly StaffRole[];
  /** True where the form brings documents, which its page reads with `receiveStaffForm`. */
  documents?: true;
};

/**
 * The table of who may open a page, and who may send its form, under `/{language}/admin`. The routes are made from it,
 * so that no page can be left out. A page on which nobody may act takes no form.
 */
export const STAFF_PAGES = {
  waiting: { path: '/', mayOpen: STAFF_ROLES, mayAct: [] },
  submissions: { path: '/submissions', mayOpen: ['agent'], mayAct: [] },
  batch: { path: '/submissions/batch', mayOpen: ['agent'], mayAct: ['agent'] },
  takeOver: { path: '/submissions/take-over/:colleague', mayOpen: ['agent'], mayAct: ['agent'] },
  exportXlsx: { path: '/submissions/export.xlsx', mayOpen: ['agent'], mayAct: [] },
  exportCsv: { path: '/submissions/export.csv', mayOpen: ['agent'], mayAct: [] },
  longExport: { path: '/submissions/exports/:export', mayOpen: ['agent'], mayAct: [] },
  exportFile: { path: '/submissions/exports/:export/file', mayOpen: ['agent'], mayAct: [] },
  newView: { path: '/submissions/views', mayOpen: ['agent'], mayAct: ['agent'] },
  savedView: { path: '/submissions/views/:view', mayOpen: ['agent'], mayAct: ['agent'] },
  submission: { path: '/submissions/:reference', mayOpen: ['agent'], mayAct: [] },
  assignment: { path: '/submissions/:reference/assignment', mayOpen: ['agent'], mayAct: ['agent'] },
  completionRequest: { path: '/submissions/:reference/completion-request', mayOpen: ['agent'], mayAct: ['agent'] },
  payment: { path: '/submissions/:reference/payment', mayOpen: ['agent'], mayAct: ['agent'] },
  decision: { path: '/submissions/:reference/decision', mayOpen: ['agent'], mayAct: ['agent'] },
  closing: { path: '/submissions/:reference/closing', mayOpen: ['agent'], mayAct: ['agent'] },
  reopening: { path: '/submissions/:reference/reopening', mayOpen: ['agent'], mayAct: ['agent'] },
  issue: { path: '/submissions/:reference/documents', mayOpen: ['agent'], mayAct: ['agent'], documents: true },
  issued: { path: '/submissions/:reference/issued/:document', mayOpen: ['agent'], mayAct: [] },
  document: { path: '/submissions/:reference/documents/:document', mayOpen: ['agent'], mayAct: [] },
  receipt: { path: '/submissions/:reference/receipt.pdf', mayOpen: ['agent'], mayAct: [] },
  nationalNumbers: {
    path: '/submissions/:reference/national-numbers',
    mayOpen: ['agent'],
    mayAct: ['agent'],
  },
  completeFile: { path: '/submissions/:reference/complete-file', mayOpen: ['agent'], mayAct: ['agent'] },
  deskList: { path: '/desk', mayOpen: ['agent'], mayAct: ['agent'] },
  desk: { path: '/desk/:slug', mayOpen: ['agent'], mayAct: ['agent'] },
  message: { path: '/submissions/:reference/messages', mayOpen: ['agent'], mayAct: ['agent'], documents: true },
  note: { path: '/submissions/:reference/notes', mayOpen: ['agent'], mayAct: ['agent'] },
  statisticsXlsx: { path: '/statistics.xlsx', mayOpen: ['agent', 'administrator'], mayAct: [] },
  jobs: { path: '/jobs', mayOpen: ['administrator'], mayAct: ['administrator'] },
  retention: { path: '/retention', mayOpen: ['administrator'], mayAct: [] },
  retentionProposal: { path: '/retention/proposal', mayOpen: ['administrator'], mayAct: ['administrator'] },
  retentionRun: { path: '/retention/runs/:run', mayOpen: ['administrator'], mayAct: ['administrator'] },
  retentionTransfer: {
    path: '/retention/runs/:run/transfer',
    mayOpen: ['administrator'],
    mayAct: ['administrator'],
  },
  retentionPackage: { path: '/retention/runs/:run/transfer.zip', mayOpen: ['administrator'], mayAct: [] },
  certificate: { path: '/retention/runs/:run/certificate', mayOpen: ['administrator'], mayAct: [] },
  certificateFile: { path: '/retention/runs/:run/certificate.json', mayOpen: ['administrator'], mayAct: [] },
  operations: { path: '/operations', mayOpen: ['administrator'], mayAct: [] },
  statistics: { path: '/statistics', mayOpen: ['agent', 'administrator'], mayAct: [] },
  citizens: { path: '/citizens', mayOpen: ['helpdesk'], mayAct: [] },
  citizenSearch: { path: '/citizens/search', mayOpen: ['helpdesk'], mayAct: ['helpdesk'] },
  emailChanges: { path: '/citizens/email-changes', mayOpen: ['helpdesk'], mayAct: ['helpdesk'] },
  citizenMerges: { path: '/citizens/merges', mayOpen: ['helpdesk'], mayAct: ['helpdesk'] },
  citizenMergeRefusal: { path: '/citizens/merges/:merge/refusal', mayOpen: ['helpdesk'], mayAct: ['helpdesk'] },
  citizen: { path: '/citizens/:citizen', mayOpen: ['helpdesk'], mayAct: [] },
  passwordReset: { path: '/citizens/:citizen/password-reset', mayOpen: ['helpdesk'], mayAct: ['helpdesk'] },
  unlock: { path: '/citizens/:citizen/unlock', mayOpen: ['helpdesk'], mayAct: ['helpdesk'] },
  emailConfirmation: { path: '/citizens/:citizen/email-confirmation', mayOpen: ['helpdesk'], mayAct: ['helpdesk'] },
  signOut: { path: '/citizens/:citizen/sign-out', mayOpen: ['helpdesk'], mayAct: ['helpdesk'] },
  suspension: { path: '/citizens/:citizen/suspension', mayOpen: ['helpdesk'], mayAct: ['helpdesk'] },
  restoration: { path: '/citizens/:citizen/restoration', mayOpen: ['helpdesk'], mayAct: ['helpdesk'] },
  emailChange: { path: '/citizens/:citizen/email-change', mayOpen: ['helpdesk'], mayAct: ['helpdesk'] },
  procedures: { path: '/procedures', mayOpen: ['administrator'], mayAct: [] },
  procedure: { path: '/procedures/:slug', mayOpen: ['administrator'], mayAct: ['administrator'] },
  definition: { path: '/procedures/:slug/definition', mayOpen: ['administrator'], mayAct: [] },
  procedureVersion: {
    path: '/procedures/:slug/versions/:revision',
    mayOpen: ['administrator'],
    mayAct: ['administrator'],
  },
  storedWordmark: { path: '/settings/wordmarks/:sha256', mayOpen: ['administrator'], mayAct: [] },
  settings: { path: '/settings', mayOpen: ['administrator'], mayAct: ['administrator'], documents: true },
  organisation: {
    path: '/organisations/:enterpriseNumber',
    mayOpen: ['agent', 'helpdesk', 'administrator'],
    mayAct: ['agent', 'administrator'],
  },
  memberEnd: {
    path: '/organisations/:enterpriseNumber/members/:membership',
    mayOpen: ['agent', 'administrator'],
    mayAct: ['agent', 'administrator'],
  },
  accessRequest: {
    path: '/access-requests/:id',
    mayOpen: ['agent', 'helpdesk', 'administrator'],
    mayAct: ['agent', 'administrator'],
  },
  staff: { path: '/staff', mayOpen: ['administrator'], mayAct: ['administrator'] },
  staffAccount: { path: '/staff/:account', mayOpen: ['administrator'], mayAct: [] },
  staffAccountAct: { path: '/staff/:account/:act', mayOpen: ['administrator'], mayAct: ['administrator'] },
  audit: { path: '/audit', mayOpen: ['administrator'], mayAct: ['administrator'] },
  auditXlsx: { path: '/audit/export.xlsx', mayOpen: ['administrator'], mayAct: [] },
  auditCsv: { path: '/audit/export.csv', mayOpen: ['administrator'], mayAct: [] },
} as const satisfies Record<string, StaffPage>;
/**
 * Folders of pages that another feature makes, with their roles: the pages of the forms that an agent fills in at the
 * desk.
 */
export const STAFF_FOLDERS = {
  deskDraft: { path: '/desk/drafts/:draft', mayOpen: ['agent'], mayAct: ['agent'] },
} as const satisfies Record<string, StaffPage>;
export type StaffPageName = keyof typeof STAFF_PAGES;
/** The names of the pages of the helpdesk, which `adminRoutes` receives ready-made. */
export type HelpdeskPageName = Extract<
  StaffPageName,
  | 'passwordReset'
  | 'unlock'
  | 'emailConfirmation'
  | 'signOut'
  | 'suspension'
  | 'restoration'
  | `emailChange${'' | 's'}`
  | `citizen${string}`
>;
/** A page takes a form where some role may act, and only there. */
export type StaffPageHandlers<Handler> = {
  [Name in StaffPageName]: (typeof STAFF_PAGES)[Name]['mayAct'] extends readonly []
    ? { get: Handler }
    : { get: Handler; post: Handler };
};

export function mayOpen(roles: readonly StaffRole[], page: StaffPageName): boolean {
  return holdsOneOf(roles, STAFF_PAGES[page].mayOpen);
}

/** Returns true when the page must show its form: somebody who may only look gets none. */
export function mayAct(roles: readonly StaffRole[], page: StaffPageName): boolean {
  return holdsOneOf(roles, STAFF_PAGES[page].mayAct);
}
