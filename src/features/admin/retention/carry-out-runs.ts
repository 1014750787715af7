import type { App } from '../../../app.ts';
import type { Transaction } from '../../../platform/database.ts';
import { Failures } from '../../../platform/failures.ts';
import { runEachStep } from '../../../platform/postgres/purge.ts';
import { findContentStamp } from '../../submissions/destruction/content-stamp.repository.ts';
import { destroySubmission } from '../../submissions/destruction/destroy-submission.ts';
import { lockDueSubmission } from './due-submissions.repository.ts';
import { finishRun } from './finish-run.ts';
import { listRetentionRunsToCarryOut, type RetentionRun } from './retention-runs.repository.ts';
import {
  listWaitingRunSubmissions,
  lockWaitingRunSubmission,
  updateRunSubmissionOutcome,
} from './run-submissions.repository.ts';

export type CarryingApp = Pick<App, 'clock' | 'commune' | 'db'>;
const AT_ONCE = 50;
/** A job stops at this many failures: so many have one common cause, and the rest waits until the next try. */
const MOST_FAILURES = 50;

/**
 * Carries out what was confirmed: each request in a transaction of its own, so that a process that is killed loses none of
 * what it did, and the next goes on. A request that cannot be destroyed holds up neither the others of its run nor other
 * runs: the job fails with its name, and is tried again. The certificate is written once the turn of the last one is over.
 */
export async function carryOutRuns(app: CarryingApp): Promise<void> {
  const runs = await listRetentionRunsToCarryOut(app.db);
  await runEachStep(
    Object.fromEntries(runs.map((run) => [`run ${run.id}`, () => carryOut(app, run)])),
    'not carried out',
  );
}

async function carryOut(app: CarryingApp, run: RetentionRun): Promise<void> {
  await destroyWaiting(app, run);
  await app.db.transaction((tx) => finishRun(app, tx, run.id));
}

async function destroyWaiting(app: CarryingApp, run: RetentionRun): Promise<void> {
  const failures = new Failures();
  while (failures.size < MOST_FAILURES) {
    const except = failures.names;
    const waiting = await listWaitingRunSubmissions(app.db, { runId: run.id, except, limit: AT_ONCE });
    if (waiting.length === 0) break;
    for (const id of waiting) {
      await app.db
        .transaction((tx) => destroyOne(app, tx, { run, id }))
        .catch((error: unknown) => failures.add(id, error));
    }
  }
  failures.throwIfAny('not destroyed');
}

type Line = { run: RetentionRun; id: string };

async function destroyOne(app: CarryingApp, tx: Transaction, { run, id }: Line): Promise<void> {
  const line = { runId: run.id, submissionId: id };
  const waiting = await lockWaitingRunSubmission(tx, line);
  if (waiting === null) return;
  const outcome = await outcomeOf(app, tx, { run, id, stamp: waiting.stamp });
  await updateRunSubmissionOutcome(tx, { ...line, outcome });
  if (outcome === 'destroyed') await destroySubmission(tx, { id, archived: run.fate === 'transfer' });
}

/**
 * A request that is no longer due stays, as somebody may have reopened it since the proposal. So does one that received
 * a message or a note which the archives do not have.
 */
async function outcomeOf(
  { clock }: CarryingApp,
  tx: Transaction,
  { run, id, stamp }: Line & { stamp: string | null },
): Promise<'destroyed' | 'not-due' | 'changed'> {
  if (!(await lockDueSubmission(tx, { id, fate: run.fate, now: clock.now() }))) return 'not-due';
  if (run.fate === 'transfer' && (stamp === null || stamp !== (await findContentStamp(tx, id)))) return 'changed';
  return 'destroyed';
}
