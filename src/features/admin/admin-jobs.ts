import type { JobHandlers } from '../../platform/jobs.ts';
import { runEachStep } from '../../platform/postgres/purge.ts';
import type { MailApp } from '../notifications/send-mail.ts';
import { type CarryingApp, carryOutRuns } from './retention/carry-out-runs.ts';
import { packRun, takeUpPacking } from './retention/transfer/pack-run.ts';
import type { PackingApp } from './retention/transfer/package-entries.ts';
import { RunToPack } from './retention/transfer/packing-job.ts';
import { AccountChange } from './settings/account-change.ts';
import { tellOfNewAccount } from './settings/tell-of-new-account.ts';
import { ExportToMake, type MakingApp, makeExport } from './submissions/export/make-export.ts';
import { sweepExports } from './submissions/export/sweep-exports.ts';

/**
 * Returns the handlers of the administration's jobs: files of long lists, retention runs, packages for the archives,
 * and mails between administrators.
 */
export function adminJobs(app: MakingApp & CarryingApp & PackingApp & MailApp): JobHandlers {
  return {
    'make-export': (payload) => makeExport(app, ExportToMake.parse(payload)),
    'sweep-exports': () => sweepExports(app),
    'pack-transfer': (payload) => packRun(app, RunToPack.parse(payload)),
    'tell-of-new-account': (payload, job) => tellOfNewAccount(app, AccountChange.parse(payload), job),
    'carry-out-retention': () =>
      runEachStep({ 'transfers to pack': () => takeUpPacking(app), runs: () => carryOutRuns(app) }, 'not done'),
  };
}

export const adminCrontab = `47 * * * * sweep-exports
53 * * * * carry-out-retention`;
