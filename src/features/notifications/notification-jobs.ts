import type { App } from '../../app.ts';
import type { JobHandlers } from '../../platform/jobs.ts';
import { purge } from '../../platform/postgres/purge.ts';
import { deleteOldDeliveries } from './deliveries/kept-deliveries.repository.ts';
import { settleMails } from './deliveries/settle-mails.ts';

export function notificationJobs(app: Pick<App, 'db'>): JobHandlers {
  return {
    'settle-mails': () => settleMails(app),
    'forget-old-mails': () => purge(app.db, { 'old deliveries of mails': deleteOldDeliveries }),
  };
}

export const notificationCrontab = `* * * * * settle-mails
57 3 * * * forget-old-mails`;
