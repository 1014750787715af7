import type { App } from '../../app.ts';
import type { JobHandlers } from '../../platform/jobs.ts';
import { sealAuditDays } from './chain/seal-audit-days.ts';

export function auditJobs(app: Pick<App, 'clock' | 'db'>): JobHandlers {
  return {
    'seal-audit-days': async () => {
      await sealAuditDays(app);
    },
  };
}

/** The hour is in UTC: 03:47 UTC is after midnight in Brussels in every season. */
export const auditCrontab = '47 3 * * * seal-audit-days';
