import type { App } from '../../app.ts';
import type { JobHandlers } from '../../platform/jobs.ts';
import { purge } from '../../platform/purge.ts';
import { deleteOldDrafts } from './draft/drafts.repository.ts';

/** Each night: what was begun and left for thirty days, as the privacy notice says. */
export function submissionJobs(app: Pick<App, 'db'>): JobHandlers {
  return { 'forget-old-drafts': () => purge(app.db, { 'old drafts': deleteOldDrafts }) };
}

export const submissionCrontab = '37 3 * * * forget-old-drafts';
