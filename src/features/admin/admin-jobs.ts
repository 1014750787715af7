import type { JobHandlers } from '../../platform/jobs.ts';
import { ExportToMake, type MakingApp, makeExport } from './submissions/export/make-export.ts';
import { sweepExports } from './submissions/export/sweep-exports.ts';

/** The files of long lists: made in the background, and deleted a day later. */
export function adminJobs(app: MakingApp): JobHandlers {
  return {
    'make-export': (payload) => makeExport(app, ExportToMake.parse(payload)),
    'sweep-exports': () => sweepExports(app),
  };
}

export const adminCrontab = '47 * * * * sweep-exports';
