import type { App } from '../../app.ts';
import type { JobHandlers } from '../../platform/jobs.ts';
import { deleteDeadStaffLinks } from './set-up/staff-links.repository.ts';

export function staffJobs(app: Pick<App, 'db'>): JobHandlers {
  return {
    'forget-dead-staff-links': async () => {
      await app.db.transaction(deleteDeadStaffLinks);
    },
  };
}

export const staffCrontab = '37 3 * * * forget-dead-staff-links';
