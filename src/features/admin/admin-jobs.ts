import type { JobHandlers } from '../../platform/jobs.ts';
import { type CarryingApp, carryOutRuns } from './retention/carry-out-runs.ts';
import { ExportToMake, type MakingApp, makeExport } from './submissions/export/make-export.ts';
import { sweepExports } from './submissions/export/sweep-exports.ts';

/**
 * The files of long lists, made in the background and deleted a day later; and what two administrators let go, which the
 * hourly job takes up again where its own was dropped.
 */
export function adminJobs(app: MakingApp & CarryingApp): JobHandlers {
  return {
    'make-export': (payload) => makeExport(app, ExportToMake.parse(payload)),
    'sweep-exports': () => sweepExports(app),
    'carry-out-retention': () => carryOutRuns(app),
  };
}

export const adminCrontab = `47 * * * * sweep-exports
53 * * * * carry-out-retention`;
