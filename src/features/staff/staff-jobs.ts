import type { App } from '../../app.ts';
import type { JobHandlers } from '../../platform/jobs.ts';
import { purge } from '../../platform/purge.ts';
import { deleteDeadStaffLinks } from './set-up/staff-links.repository.ts';

export function staffJobs(app: Pick<App, 'db'>): JobHandlers {
  return {
    'forget-dead-staff-links': () => purge(app.db, { 'dead links of the staff': deleteDeadStaffLinks }),
  };
}

export const staffCrontab = '37 3 * * * forget-dead-staff-links';
