import { z } from 'zod';
import { sql, type Transaction } from './database.ts';

/** The job that is under way: its number, which no other job ever has, when it was asked, and which of its tries this is. */
export type JobRun = { id: string; askedAt: Date; attempt: number; maxAttempts: number };
export type JobHandler = (payload: unknown, run: JobRun) => Promise<void>;
export type JobHandlers = Readonly<Record<string, JobHandler>>;
export type NewJob = { name: string; payload: object; key?: string; maxAttempts?: number; delaySeconds?: number };

/**
 * Adds a job in the caller's transaction, so that it exists only if the rest of the transaction is committed.
 * `maxAttempts` is 25 unless given. With `delaySeconds` it is done so much later; another of its `key` meanwhile joins
 * it, and does not put it off.
 */
export async function addJob(tx: Transaction, job: NewJob): Promise<void> {
  await tx.one(
    z.object({ id: z.coerce.string() }),
    sql`
    select (graphile_worker.add_job(
      identifier => ${job.name}::text,
      payload => ${JSON.stringify(job.payload)}::json,
      job_key => ${job.key ?? null}::text,
      max_attempts => ${job.maxAttempts ?? 25}::int,
      run_at => now() + make_interval(secs => ${job.delaySeconds ?? null}::int),
      job_key_mode => ${job.delaySeconds === undefined ? 'replace' : 'preserve_run_at'}::text
    )).id as id`,
  );
}
