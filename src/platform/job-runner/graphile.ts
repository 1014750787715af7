import { EventEmitter } from 'node:events';
import { Logger, parseCrontab, run, runMigrations, type WorkerEvents } from 'graphile-worker';
import { isDatabaseUnavailable, type Pool } from '../database.ts';
import type { JobHandlers } from '../jobs.ts';
import { describeError, type Log } from '../log.ts';

/** So many of the jobs last finished are remembered: more than can end between two looks at the database. */
const FINISHED_REMEMBERED = 1_000;

export type Runner = {
  /** The name by which it locks its jobs. */
  id: string;
  /** Resolves, never rejects, as soon as it takes no more jobs, whatever ended it. */
  ended: Promise<void>;
  /** Takes no more jobs; resolves when those under way have ended. */
  stop(): Promise<void>;
  /** Seconds since Postgres last answered its question for a job, or a job ended; idle, it asks every two seconds. */
  secondsSilent(): number;
  jobsUnderWay(): readonly string[];
  /** Jobs whose work is done; perhaps their end could not be written. */
  finishedJobs(): readonly string[];
  /** Jobs that failed only because Postgres did not answer. The caller takes out those it has made due again. */
  interruptedJobs: Set<string>;
};
export type RunnerOptions = { pool: Pool; handlers: JobHandlers; crontab: string; log: Log };

/** graphile-worker's own tables, under its own schema. Safe to call at every start. */
export async function installJobSchema(pool: Pool): Promise<void> {
  await runMigrations({ pgPool: pool, logger: new Logger(() => () => {}) });
}

/** Starts one runner, which ends for good when the end of a job cannot be written. Throws when Postgres does not answer. */
export async function startRunner({ pool, handlers, crontab, log }: RunnerOptions): Promise<Runner> {
  const events: WorkerEvents = new EventEmitter();
  const watched = watch(events, log);
  const finished = new Set<string>();
  const started = await run({
    pgPool: pool,
    events,
    taskList: remembering(handlers, finished),
    parsedCronItems: parseCrontab(crontab),
    concurrency: 2,
    pollInterval: 2_000,
    noHandleSignals: true,
    // Batched, the end of a job would be written after `stop` resolved, on a pool that is gone: it would run twice.
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
      // Refused when it ended by itself, and resolved too early when it is ending: its promise waits for the jobs under way.
      stopped ??= Promise.allSettled([started.stop(), whole]).then(() => {});
      return stopped;
    },
    secondsSilent: watched.secondsSilent,
    jobsUnderWay: watched.jobsUnderWay,
    finishedJobs: () => [...finished],
    interruptedJobs: watched.interrupted,
  };
}

/** Follows a runner by what it tells: `pool:gracefulShutdown` comes first, and its promise may never settle after it. */
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
  // Asking is no sign: a runner whose first question failed keeps that failure and asks in vain for ever.
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
      async (payload: unknown, { job }: { job: { id: string } }) => {
        await handle(payload);
        finished.add(String(job.id));
        const [oldest] = finished;
        if (finished.size > FINISHED_REMEMBERED && oldest !== undefined) finished.delete(oldest);
      },
    ]),
  );
}

/** Its messages may quote payloads: only the level and the job's name are kept, failures are logged by the event above. */
function quietLogger(log: Log): Logger {
  return new Logger(() => (level) => {
    if (level === 'error') log.debug({ level }, 'job runner message');
  });
}
