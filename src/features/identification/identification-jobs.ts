import type { App } from '../../app.ts';
import type { JobHandlers } from '../../platform/jobs.ts';
import { purge } from '../../platform/postgres/purge.ts';
import { deleteOldAttempts } from './attempts.repository.ts';
import { deleteOldCardAnswers } from './card-sign-in/card-answers.repository.ts';

/** This job deletes, each night, the attempts of more than a day ago and the notes of answers taken by then. */
export function identificationJobs(app: Pick<App, 'db'>): JobHandlers {
  const old = { 'identification attempts': deleteOldAttempts, 'answers to sign-ins by card': deleteOldCardAnswers };
  return { 'forget-identification-attempts': () => purge(app.db, old) };
}

export const identificationCrontab = '47 3 * * * forget-identification-attempts';
