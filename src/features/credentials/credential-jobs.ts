import type { App } from '../../app.ts';
import type { JobHandlers } from '../../platform/jobs.ts';
import { purge } from '../../platform/postgres/purge.ts';
import { deleteOldSignInDelays } from './sign-in-delays.repository.ts';

export function credentialJobs(app: Pick<App, 'db'>): JobHandlers {
  return {
    'forget-old-sign-in-delays': () => purge(app.db, { 'delays of sign-in': deleteOldSignInDelays }),
  };
}

export const credentialCrontab = '27 3 * * * forget-old-sign-in-delays';
