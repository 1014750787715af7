import { z } from 'zod';
import { type Db, sql, type Transaction } from '../../../platform/database.ts';
import { SUBMISSION_STATUSES } from '../../submissions/submission-status.ts';

/** `changed`: the request stays because something was written after the archives received their copy. */
export const OUTCOMES = ['destroyed', 'not-due', 'changed', 'run-refused'] as const;
const RunSubmission = z.strictObject({
  id: z.uuid(),
  reference: z.string(),
  status: z.enum(SUBMISSION_STATUSES),
  filedAt: z.date(),
  /** Null when somebody has reopened the request since. */
  closedAt: z.date().nullable(),
  destroyedAt: z.date().nullable(),
  /** Null until the request had its turn. */
  outcome: z.enum(OUTCOMES).nullable(),
});
export type RunSubmission = z.infer<typeof RunSubmission>;

/** Returns the requests of a run, sorted by reference. */
export function listRunSubmissions(db: Db, runId: string): Promise<RunSubmission[]> {
  return db.many(
    RunSubmission,
    sql`
    select id, reference, status, filed_at as "filedAt", closed_at as "closedAt", destroyed_at as "destroyedAt", outcome
    from retention_run_submissions join submissions on submissions.id = submission_id
    where run_id = ${runId} order by reference`,
  );
}

const Id = z.strictObject({ id: z.uuid() });

/** Returns the first `limit` requests that have not had their turn, without those in `except`. */
export async function listWaitingRunSubmissions(
  db: Db,
  { runId, except, limit }: { runId: string; except: readonly string[]; limit: number },
): Promise<string[]> {
  const rows = await db.many(
    Id,
    sql`
    select submission_id as id from retention_run_submissions
    where run_id = ${runId} and outcome is null and submission_id <> all(${except}::uuid[]) order by submission_id limit ${limit}`,
  );
  return rows.map(({ id }) => id);
}

type One = { runId: string; submissionId: string };

const WaitingRunSubmission = z.strictObject({
  /** The stamp of the packed content; null when the request was not packed. */
  stamp: z.string().nullable(),
});

/** Locks a request of a run. Returns null once its turn is over. */
export function lockWaitingRunSubmission(
  tx: Transaction,
  { runId, submissionId }: One,
): Promise<z.infer<typeof WaitingRunSubmission> | null> {
  return tx.maybe(
    WaitingRunSubmission,
    sql`
    select stamp from retention_run_submissions
    where run_id = ${runId} and submission_id = ${submissionId} and outcome is null for update`,
  );
}

export async function updateRunSubmissionOutcome(
  tx: Transaction,
  { runId, submissionId, outcome }: One & { outcome: Exclude<(typeof OUTCOMES)[number], 'run-refused'> },
): Promise<void> {
  await tx.run(sql`
    update retention_run_submissions set outcome = ${outcome} where run_id = ${runId} and submission_id = ${submissionId}`);
}

/** Releases the requests of a refused run, so that they may be proposed again. */
export async function updateRunSubmissionsReleased(tx: Transaction, runId: string): Promise<void> {
  await tx.run(sql`
    update retention_run_submissions set outcome = 'run-refused' where run_id = ${runId} and outcome is null`);
}
