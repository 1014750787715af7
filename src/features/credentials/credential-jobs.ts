import type { App } from '../../app.ts';
import type { JobHandlers } from '../../platform/jobs.ts';
import { deleteOldSignInDelays } from './sign-in-delays.repository.ts';

export function credentialJobs(app: Pick<App, 'db'>): JobHandlers {
  return {
    'forget-old-sign-in-delays': async () => {
      await app.db.transaction(deleteOldSignInDelays);
    },
  };
}

export const credentialCrontab = '27 3 * * * forget-old-sign-in-delays';
