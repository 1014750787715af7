import { EventEmitter } from 'node:events';
import { type JobHelpers, Logger, parseCrontab, run, runMigrations, type WorkerEvents } from 'graphile-worker';
import { isDatabaseUnavailable } from '../database.ts';
import type { JobHandlers } from '../jobs.ts';
import { describeError, type Log } from '../log.ts';
import type { Pool } from '../postgres/pool.ts';
import { releasingOnce } from './releasing-once.ts';

/** The number of finished jobs that are remembered: more than can end between two calls that look at them. */
const FINISHED_REMEMBERED = 1_000;

export type Runner = {
  /** The name under which this runner locks its jobs. */
  id: string;
  /** Resolves as soon as the runner takes no more jobs, whatever ended it. Never rejects. */
  ended: Promise<void>;
  /** Stops taking jobs; resolves when those under way have ended. */
  stop(): Promise<void>;
  /**
   * Returns the seconds since Postgres last answered the runner's request for a job, or a job ended. An idle runner
   * asks every two seconds.
   */
  secondsSilent(): number;
  jobsUnderWay(): readonly string[];
  /** Returns the jobs whose work is done, although the database may not know it yet. */
  finishedJobs(): readonly string[];
  /** The jobs that failed only because Postgres did not answer. The caller removes those that it has made due again. */
  interruptedJobs: Set<string>;
};
export type RunnerOptions = { pool: Pool; handlers: JobHandlers; crontab: string; log: Log };

/** Creates or updates the tables of graphile-worker, in their own schema. It may be called at every start. */
export async function installJobSchema(pool: Pool): Promise<void> {
  await runMigrations({ pgPool: pool, logger: new Logger(() => () => {}) });
}

/**
 * Starts one runner. It ends for good when it cannot record the end of a job. Rejects when Postgres does not answer.
 */
export async function startRunner({ pool, handlers, crontab, log }: RunnerOptions): Promise<Runner> {
  const events: WorkerEvents = new EventEmitter();
  const watched = watch(events, log);
  const finished = new Set<string>();
  const started = await run({
    pgPool: releasingOnce(pool),
    events,
    taskList: remembering(handlers, finished),
    parsedCronItems: parseCrontab(crontab),
    concurrency: 2,
    pollInterval: 2_000,
    noHandleSignals: true,
    // With batches, the end of a job would be recorded after `stop` resolved, on a pool that is closed, and the job
    // would run twice.
    preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
    logger: quietLogger(log),
  });
  let stopped: Promise<void> | null = null;
  const whole = started.promise.catch((error: unknown) =>
    log.warn({ error: describeError(error) }, 'job runner ended'),
  );
  return {
    id: watched.id(),
    ended: Promise.race([watched.ended, whole]).then(() => {}),
    stop() {
      // `started.stop()` rejects when the runner ended by itself, and resolves too early while it is ending; `whole`
      // waits for the jobs under way.
      stopped ??= Promise.allSettled([started.stop(), whole]).then(() => {});
      return stopped;
    },
    secondsSilent: watched.secondsSilent,
    jobsUnderWay: watched.jobsUnderWay,
    finishedJobs: () => [...finished],
    interruptedJobs: watched.interrupted,
  };
}

/**
 * Follows a runner by its events: `pool:gracefulShutdown` comes first when it ends, after which its promise may never
 * settle.
 */
function watch(events: WorkerEvents, log: Log) {
  let id = '';
  const interrupted = new Set<string>();
  let lastSignMs = performance.now();
  const underWay = new Set<string>();
  const sign = () => {
    lastSignMs = performance.now();
  };
  const { promise: ended, resolve: end } = Promise.withResolvers<void>();
  events.on('pool:create', ({ workerPool }) => {
    id = workerPool.id;
  });
  events.on('pool:gracefulShutdown', () => end());
  // A request for a job is no sign of life: a runner whose first request failed keeps that failure and asks in vain for
  // ever.
  events.on('worker:getJob:empty', sign);
  events.on('job:start', ({ job }) => {
    underWay.add(String(job.id));
    sign();
  });
  events.on('job:complete', ({ job }) => {
    underWay.delete(String(job.id));
    sign();
  });
  events.on('job:error', ({ job, error }) => {
    if (isDatabaseUnavailable(error)) interrupted.add(String(job.id));
    log.warn({ job: job.task_identifier, attempt: job.attempts, error: describeError(error) }, 'job failed');
  });
  return {
    interrupted,
    id: () => id,
    ended,
    secondsSilent: () => (performance.now() - lastSignMs) / 1_000,
    jobsUnderWay: () => [...underWay],
  };
}

function remembering(handlers: JobHandlers, finished: Set<string>) {
  return Object.fromEntries(
    Object.entries(handlers).map(([name, handle]) => [
      name,
      async (payload: unknown, { job }: JobHelpers) => {
        const { created_at: askedAt, attempts: attempt, max_attempts: maxAttempts } = job;
        await handle(payload, { id: String(job.id), askedAt, attempt, maxAttempts });
        finished.add(String(job.id));
        const [oldest] = finished;
        if (finished.size > FINISHED_REMEMBERED && oldest !== undefined) finished.delete(oldest);
      },
    ]),
  );
}

/**
 * Logs the level only, as the messages of graphile-worker may quote payloads. Failures of jobs are logged by the event
 * handler above.
 */
function quietLogger(log: Log): Logger {
  return new Logger(() => (level) => {
    if (level === 'error') log.debug({ level }, 'job runner message');
  });
}
