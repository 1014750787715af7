import type { App } from './app.ts';
import { accountCrontab, accountJobs } from './features/accounts/account-jobs.ts';
import { adminCrontab, adminJobs } from './features/admin/admin-jobs.ts';
import { auditCrontab, auditJobs } from './features/audit/audit-jobs.ts';
import { credentialCrontab, credentialJobs } from './features/credentials/credential-jobs.ts';
import { helpdeskCrontab, helpdeskJobs } from './features/helpdesk/helpdesk-jobs.ts';
import { identificationCrontab, identificationJobs } from './features/identification/identification-jobs.ts';
import { mergeCrontab, mergeJobs } from './features/merge/merge-jobs.ts';
import { notificationCrontab, notificationJobs } from './features/notifications/notification-jobs.ts';
import { ownDataCrontab, ownDataJobs } from './features/own-data/own-data-jobs.ts';
import type { Procedures } from './features/procedures/versions/procedures.ts';
import { profileCrontab, profileJobs } from './features/profiles/profile-jobs.ts';
import { staffCrontab, staffJobs } from './features/staff/staff-jobs.ts';
import { submissionCrontab, submissionJobs } from './features/submissions/submission-jobs.ts';
import type { JobHandlers } from './platform/jobs.ts';

/** Collects the work in the background: what each feature does, and in `CRONTAB` when it does so regularly. */
export function jobHandlers(app: App, procedures: Procedures): JobHandlers {
  return {
    ...auditJobs(app),
    ...credentialJobs(app),
    ...accountJobs(app),
    ...identificationJobs(app),
    ...profileJobs(app),
    ...notificationJobs(app),
    ...helpdeskJobs(app),
    ...mergeJobs(app),
    ...ownDataJobs(app),
    ...staffJobs(app),
    ...submissionJobs({ ...app, procedures }),
    ...adminJobs({ ...app, procedures }),
  };
}

export const CRONTAB = [
  auditCrontab,
  credentialCrontab,
  accountCrontab,
  identificationCrontab,
  profileCrontab,
  notificationCrontab,
  helpdeskCrontab,
  mergeCrontab,
  ownDataCrontab,
  staffCrontab,
  submissionCrontab,
  adminCrontab,
].join('\n');
