import type { JobHandlers } from '../../platform/jobs.ts';
import type { MailApp } from '../notifications/send-mail.ts';
import { seeToIdleAccounts } from './idle/see-to-idle-accounts.ts';
import { sendIdleNotice } from './idle/send-idle-notice.ts';
import { IdleNotice } from './idle/tell-idle-account.ts';

export function ownDataJobs(app: MailApp): JobHandlers {
  return {
    'close-idle-accounts': () => seeToIdleAccounts(app.db),
    'send-idle-notice': (payload, job) => sendIdleNotice(app, IdleNotice.parse(payload), job),
  };
}

export const ownDataCrontab = '41 5 * * * close-idle-accounts';
