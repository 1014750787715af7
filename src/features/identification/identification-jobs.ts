import type { App } from '../../app.ts';
import type { JobHandlers } from '../../platform/jobs.ts';
import { purge } from '../../platform/purge.ts';
import { deleteOldAttempts } from './attempts.repository.ts';

/** Each night: who set out to identify themselves more than a day ago. */
export function identificationJobs(app: Pick<App, 'db'>): JobHandlers {
  return { 'forget-identification-attempts': () => purge(app.db, { 'identification attempts': deleteOldAttempts }) };
}

export const identificationCrontab = '47 3 * * * forget-identification-attempts';
