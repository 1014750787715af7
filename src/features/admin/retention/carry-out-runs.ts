import type { App } from '../../../app.ts';
import type { Transaction } from '../../../platform/database.ts';
import { insertAuditEvent } from '../../audit/audit-events.repository.ts';
import { findContentStamp } from '../../submissions/destruction/content-stamp.repository.ts';
import { destroySubmission } from '../../submissions/destruction/destroy-submission.ts';
import { listDestroyedDocuments } from '../../submissions/destruction/destroyed-documents.repository.ts';
import { certificateOf, certificateText, hashOf } from './certificate.ts';
import { lockDueSubmission } from './due-submissions.repository.ts';
import {
  listRetentionRunsToCarryOut,
  lockRetentionRun,
  type RetentionRun,
  updateRetentionRunDone,
} from './retention-runs.repository.ts';
import {
  listRunSubmissions,
  listWaitingRunSubmissions,
  lockWaitingRunSubmission,
  updateRunSubmissionOutcome,
} from './run-submissions.repository.ts';

export type CarryingApp = Pick<App, 'clock' | 'commune' | 'db'>;
const AT_ONCE = 50;

/**
 * Carries out what was confirmed: each request in a transaction of its own, so that a process that is killed loses none of
 * what it did, and the next goes on. The certificate is written once the turn of the last one is over.
 */
export async function carryOutRuns(app: CarryingApp): Promise<void> {
  for (const run of await listRetentionRunsToCarryOut(app.db)) {
    await destroyWaiting(app, run);
    await app.db.transaction((tx) => finishRun(app, tx, run.id));
  }
}

async function destroyWaiting(app: CarryingApp, run: RetentionRun): Promise<void> {
  for (;;) {
    const waiting = await listWaitingRunSubmissions(app.db, { runId: run.id, limit: AT_ONCE });
    if (waiting.length === 0) return;
    for (const id of waiting) await app.db.transaction((tx) => destroyOne(app, tx, { run, id }));
  }
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
 * It may have been reopened since it was proposed: what is no longer due stays as it is. What the archives received without
 * a later message or note stays too.
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

async function finishRun({ clock, commune }: CarryingApp, tx: Transaction, id: string): Promise<void> {
  const run = await lockRetentionRun(tx, id);
  if (run?.status !== 'destroying') return;
  const submissions = await listRunSubmissions(tx, id);
  const documents = await listDestroyedDocuments(
    tx,
    submissions.filter(({ outcome }) => outcome === 'destroyed').map((one) => one.id),
  );
  const at = clock.now();
  const content = certificateOf(
    { ...run, commune: commune.in('fr').names.join(' / '), doneAt: at },
    submissions,
    documents,
  );
  const certificate = certificateText(content);
  await updateRetentionRunDone(tx, { id, certificate, at });
  const { destroyed, kept } = content.counts;
  const details = { run: id, slug: run.slug, destroyed, kept, sha256: hashOf(certificate) };
  await insertAuditEvent(tx, { name: 'retention-carried-out', network: null, details });
}
