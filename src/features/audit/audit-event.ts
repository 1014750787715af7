import type { EnterpriseNumber } from '../../domain/numbers/enterprise-number.ts';

/** The closed list of everything that may be written to the audit log. */
export const AUDIT_EVENTS = [
  'account-created',
  'account-closed',
  'idle-account-warned',
  'idle-account-closed',
  'email-confirmed',
  'email-change-asked',
  'email-changed',
  'password-changed',
  'password-reset',
  'personal-data-changed',
  'preferences-changed',
  'sessions-ended',
  'signed-in',
  'signed-out',
  'sign-in-refused',
  'sign-up-refused',
  'data-downloaded',
  'identified',
  'identification-refused',
  'identity-tied',
  'identity-untied',
  'mandate-shown',
  'merge-asked',
  'merge-proved',
  'merge-cancelled',
  'accounts-merged',
  'merge-judged',
  'staff-changed',
  'staff-set-up-asked',
  'staff-departments-given',
  'staff-account-handled',
  'staff-account-opened',
  'staff-set-up',
  'staff-signed-in',
  'staff-signed-out',
  'staff-sign-in-refused',
  'staff-page-refused',
  'staff-password-changed',
  'staff-sessions-ended',
  'staff-app-changed',
  'staff-factor-confirmed',
  'staff-factor-refused',
  'staff-passkey-added',
  'staff-passkey-removed',
  'staff-recovery-codes-made',
  'staff-recovery-code-used',
  'access-request-opened',
  'access-request-decided',
  'organisation-opened',
  'organisation-state-changed',
  'membership-ended-by-commune',
  'citizens-searched',
  'citizen-opened',
  'citizen-helped',
  'helpdesk-resets-refused',
  'procedure-changed',
  'commune-changed',
  'desk-visit-begun',
  'submission-opened',
  'submission-handled',
  'submission-document-opened',
  'national-numbers-read',
  'submissions-exported',
  'submissions-export-begun',
  'submissions-export-downloaded',
  'list-view-changed',
  'statistics-exported',
  'job-retried',
  'job-dropped',
  'audit-read',
  'audit-exported',
  'retention-proposed',
  'retention-judged',
  'retention-carried-out',
  'retention-packed',
  'retention-downloaded',
  'retention-answered',
] as const;
export type AuditEventName = (typeof AUDIT_EVENTS)[number];

type Organisation = { enterpriseNumber: EnterpriseNumber };
type JobDone = { job: string; task: string; reason: string };
/** A code of a closed list, with the words that a person added. */
type InWords = { code: string; words: string };
/**
 * What an event concerns, and the reason given for it; only auditors read it. Events that are not listed here have no
 * details.
 */
type Details = {
  /** `act` is the warning that the owner received. */
  'idle-account-warned': { act: string; keptUntil: string | null };
  'staff-set-up-asked': { roles: readonly string[] };
  'staff-departments-given': { departments: readonly string[] };
  'staff-sign-in-refused': { wrong: 'password' | 'code' | 'delayed or used' | 'passkey' | 'passkey counter' };
  'staff-passkey-added': { passkey: string };
  'staff-passkey-removed': { passkey: string };
  /** `account` is the colleague's account; `before` and `after` are the codes of what the act changed. */
  'staff-account-handled': { account: string; act: string; reason: string; before: string; after: string };
  'staff-account-opened': { account: string };
  'staff-signed-in': { factor: string };
  'staff-page-refused': { page: string; roles: readonly string[]; path: string };
  identified: { level: number; means: string };
  'identification-refused': { reason: string };
  /** `account` is the one that the merge would close. */
  'merge-proved': { account: string };
  /** `reason` is null unless the merge was refused. */
  'merge-judged': { citizenId: string; account: string; act: string; reason: InWords | null };
  'accounts-merged': { citizenId: string; account: string };
  'job-retried': JobDone;
  'job-dropped': JobDone;
  'mandate-shown': Organisation;
  'access-request-opened': Organisation & { accessRequestId: string };
  'access-request-decided': Organisation & { accessRequestId: string; decision: string; reason: string };
  'organisation-opened': Organisation;
  /** `typed` is a keyed tag of what was typed, `found` are the accounts that the list showed. */
  'citizens-searched': { by: string; typed: string; found: readonly string[]; more: boolean };
  'citizen-opened': { citizenId: string };
  'citizen-helped': { citizenId: string; act: string; reason: InWords; proof: InWords };
  'procedure-changed': { slug: string; revision: number; reason: string };
  /** `changed` names the settings that changed. */
  'commune-changed': { revision: number; changed: readonly string[]; reason: string };
  'desk-visit-begun': { slug: string; channel: string; citizenId: string | null };
  'submission-opened': { reference: string };
  'submission-handled': { reference: string; act: string };
  'submission-document-opened': { reference: string; document: string };
  /** `fields` names the form fields that ask for the numbers; the numbers themselves are never logged. */
  'national-numbers-read': { reference: string; fields: readonly string[]; purpose: string };
  'submissions-export-begun': { export: string; query: string };
  'submissions-export-downloaded': { export: string; rows: number };
  'submissions-exported': { rows: number; query: string };
  'membership-ended-by-commune': Organisation & { membershipId: string; reason: string };
  'statistics-exported': { by: string; weeks: string };
  'list-view-changed': { act: 'saved' | 'changed' | 'deleted'; view: string; department: string | null };
  'audit-read': { query: string };
  'audit-exported': { rows: number; query: string };
  'retention-proposed': { run: string; slug: string; fate: string; requests: number };
  'retention-judged': { run: string; slug: string; judgement: 'confirmed' | 'refused'; reason: string };
  /** `sha256` is that of the certificate. */
  'retention-carried-out': { run: string; slug: string; destroyed: number; kept: number; sha256: string };
  /** `sha256` is that of the package, here and where it is downloaded; `lacks` counts the documents that it lacks. */
  'retention-packed': { run: string; slug: string; requests: number; lacks: number; sha256: string };
  'retention-downloaded': { run: string; slug: string; sha256: string };
  /** `reason` is the receipt of the archives, or why they do not take it. */
  'retention-answered': { run: string; slug: string; answer: 'received' | 'not-taken'; reason: string };
  'organisation-state-changed': Organisation & { from: string; state: string; reason: string };
};
/** An event, with the details that events of its name hold. */
export type AuditEventContent = {
  [Name in AuditEventName]: Name extends keyof Details ? { name: Name; details: Details[Name] } : { name: Name };
}[AuditEventName];
