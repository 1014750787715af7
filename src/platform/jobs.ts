import { Logger, parseCrontab, run, runMigrations } from 'graphile-worker';
import type pg from 'pg';
import { z } from 'zod';
import { sql, type Transaction } from './database.ts';
import { describeError, type Log } from './log.ts';

export type JobHandler = (payload: unknown) => Promise<void>;
export type JobHandlers = Readonly<Record<string, JobHandler>>;
export type RunningJobs = { stop(): Promise<void> };
export type NewJob = { name: string; payload: object; key?: string; maxAttempts?: number };

/** graphile-worker's own tables, under its own schema. Safe to call at every start. */
export async function installJobSchema(pool: pg.Pool): Promise<void> {
  await runMigrations({ pgPool: pool, logger: new Logger(() => () => {}) });
}

/** Added in the caller's transaction: the job exists if and only if what caused it does. */
export async function addJob(tx: Transaction, job: NewJob): Promise<void> {
  await tx.one(
    z.object({ id: z.coerce.string() }),
    sql`
    select (graphile_worker.add_job(
      identifier => ${job.name}::text,
      payload => ${JSON.stringify(job.payload)}::json,
      job_key => ${job.key ?? null}::text,
      max_attempts => ${job.maxAttempts ?? 25}::int
    )).id as id`,
  );
}

type JobRunner = { pool: pg.Pool; handlers: JobHandlers; crontab: string; log: Log };

/** Takes jobs until stopped; `stop` lets those under way finish. */
export async function startJobs({ pool, handlers, crontab, log }: JobRunner): Promise<RunningJobs> {
  const taskList = Object.fromEntries(
    Object.entries(handlers).map(([name, handle]) => [name, (payload: unknown) => handle(payload)]),
  );
  const runner = await run({
    pgPool: pool,
    taskList,
    parsedCronItems: parseCrontab(crontab),
    concurrency: 2,
    pollInterval: 2_000,
    noHandleSignals: true,
    // Batched, the end of a job would be written after `stop` resolved, on a pool that is gone: it would run twice.
    preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
    logger: quietLogger(log),
  });
  runner.events.on('job:error', ({ job, error }) =>
    log.warn({ job: job.task_identifier, attempt: job.attempts, error: describeError(error) }, 'job failed'),
  );
  runner.promise.catch((error: unknown) => log.error({ error: describeError(error) }, 'job runner ended'));
  return { stop: () => runner.stop() };
}

/** Its messages may quote payloads: only the level and the job's name are kept, failures are logged by the event above. */
function quietLogger(log: Log): Logger {
  return new Logger(() => (level) => {
    if (level === 'error') log.debug({ level }, 'job runner message');
  });
}
