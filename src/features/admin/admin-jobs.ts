import type { App } from '../../app.ts';
import type { JobHandlers } from '../../platform/jobs.ts';
import { deleteDeadStaffLinks } from './staff-links.repository.ts';

export function adminJobs(app: Pick<App, 'db'>): JobHandlers {
  return {
    'forget-dead-staff-links': async () => {
      await app.db.transaction(deleteDeadStaffLinks);
    },
  };
}

export const adminCrontab = '37 3 * * * forget-dead-staff-links';
