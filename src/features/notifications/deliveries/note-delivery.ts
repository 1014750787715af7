import type { App } from '../../../app.ts';
import { isDatabaseUnavailable, type Transaction } from '../../../platform/database.ts';
import { makeDueAgain } from '../../../platform/job-runner/held-jobs.ts';
import type { JobRun } from '../../../platform/jobs.ts';
import { describeError } from '../../../platform/log.ts';
import { MailNotTaken } from '../../../platform/mail/mail-not-taken.ts';
import { updateAddressRefusing, updateAddressTaking } from '../mail-senders.repository.ts';
import {
  insertDeliveryTry,
  listJobsWaitingForServer,
  type NewDelivery,
  updateDelivery,
} from './mail-deliveries.repository.ts';
import { judgeRefusal, type MailReason } from './mail-refusal.ts';
import { deleteMailServerAbsence, insertMailServerAbsence } from './mail-server-absence.repository.ts';

type Parts = Pick<App, 'db' | 'log'>;
/** A mail, and the job that sends it. */
export type TriedMail = Omit<NewDelivery, 'jobId' | 'askedAt'> & { job: JobRun };

/** Notes that a mail is about to leave. Returns false when it left, or was refused for good, in an earlier run of its job. */
export function noteTry({ db }: Parts, { job, ...mail }: TriedMail): Promise<boolean> {
  return db.transaction((tx) => insertDeliveryTry(tx, { ...mail, jobId: job.id, askedAt: job.askedAt }));
}

/** Notes that nothing left, and why. */
export async function noteDropped({ db }: Parts, { job }: TriedMail, reason: MailReason): Promise<void> {
  await db.transaction((tx) => updateDelivery(tx, job.id, { state: 'dropped', reason, answer: null }));
}

/**
 * Notes that the mail server took a mail. It never fails because Postgres is away, as the job would then send the mail
 * again: settle-mails.ts writes it later.
 */
export async function noteHandedOver({ db, log }: Parts, { job, email }: TriedMail): Promise<void> {
  try {
    await db.transaction(async (tx) => {
      await updateAddressTaking(tx, email);
      await updateDelivery(tx, job.id, { state: 'handed-over', reason: null, answer: null });
      await noteServerBack(tx);
    });
  } catch (error) {
    if (!isDatabaseUnavailable(error)) throw error;
    log.warn({ error: describeError(error) }, 'mail handed over, not noted');
  }
}

/**
 * Notes that a mail was not taken. Returns true when it is refused for good. An account whose address is refused is
 * marked, so that Mon espace asks for another.
 */
export async function noteFailure({ db }: Parts, { job, email }: TriedMail, error: unknown): Promise<boolean> {
  if (!(error instanceof MailNotTaken)) return noteAccident(db, job);
  const { reason, final, ofAddress } = judgeRefusal(error, job.attempt);
  const state = final ? 'refused' : stateOfFailed(job);
  await db.transaction(async (tx) => {
    if (ofAddress) await updateAddressRefusing(tx, email);
    await updateDelivery(tx, job.id, { state, reason, answer: error.answer });
    if (reason === 'server-away') await insertMailServerAbsence(tx);
    else await noteServerBack(tx);
  });
  return final;
}

/** Makes every waiting mail due now, when the mail server had been away. */
async function noteServerBack(tx: Transaction): Promise<void> {
  if (await deleteMailServerAbsence(tx)) await makeDueAgain(tx, await listJobsWaitingForServer(tx));
}

/** A fault of the portal's own: the job is tried again, and the log says what happened. */
async function noteAccident(db: App['db'], job: JobRun): Promise<false> {
  const outcome = { state: stateOfFailed(job), reason: 'unclear', answer: null } as const;
  await db.transaction((tx) => updateDelivery(tx, job.id, outcome));
  return false;
}

const stateOfFailed = ({ attempt, maxAttempts }: JobRun) => (attempt < maxAttempts ? 'waiting' : 'given-up');
