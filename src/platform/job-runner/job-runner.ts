import { setTimeout as wait } from 'node:timers/promises';
import { Database } from '../database.ts';
import { describeError } from '../log.ts';
import { type Runner, type RunnerOptions, startRunner } from './graphile.ts';
import { makeDueAgain, markAlive, releaseForgottenJobs, releaseJobsOf, takeOverFromDead } from './held-jobs.ts';

export type RunningJobs = {
  /** Returns the seconds since this process last had a runner that takes jobs; 0 while it has one. */
  secondsWithoutRunner(): number;
  /** Returns how often a runner was started again after it had ended by itself. */
  restarts(): number;
  stop(): Promise<void>;
};
/**
 * All values are seconds. A runner reports that it lives at each `beat`, and counts as dead when it was not seen for
 * `deadAfter`. It is replaced when Postgres has not answered it for `silentAfter`, or when a job takes longer than
 * `longestJob`. Jobs under way at its end have `toFinish` (a mail: 10 s to connect, 30 s of silence).
 */
export type Pace = { beat: number; deadAfter: number; silentAfter: number; longestJob: number; toFinish: number };

const PACE: Pace = { beat: 10, deadAfter: 30, silentAfter: 20, longestJob: 300, toFinish: 60 };
const MOST_SECONDS_BETWEEN_STARTS = 30;

/**
 * Runs jobs until stopped, even when Postgres fails meanwhile; `stop` lets the jobs under way finish. A job whose work
 * is done but whose end cannot be recorded is remembered and completed later, so that it runs once as long as this
 * process lives. A process killed between the mail server's acceptance (250) and the deletion of the row leaves a job
 * that runs again: SMTP can only guarantee « at least once », and two mails are better than none.
 */
export async function startJobs(options: RunnerOptions, pace: Pace = PACE): Promise<RunningJobs> {
  const jobs = new KeptRunning(options, pace);
  await jobs.start();
  return jobs;
}

class KeptRunning implements RunningJobs {
  readonly #options: RunnerOptions;
  readonly #pace: Pace;
  readonly #db: Database;
  readonly #stopping = new AbortController();
  #running: Runner | null = null;
  #withoutSinceMs: number | null = null;
  #restarts = 0;
  #beatsInARow = 0;
  #over: Promise<unknown> = Promise.resolve();

  constructor(options: RunnerOptions, pace: Pace) {
    this.#options = options;
    this.#pace = pace;
    this.#db = new Database(options.pool);
  }

  async start(): Promise<void> {
    const first = await this.#startOne();
    this.#over = Promise.all([this.#keep(first), this.#beatAll()]);
  }

  secondsWithoutRunner(): number {
    return this.#withoutSinceMs === null ? 0 : (performance.now() - this.#withoutSinceMs) / 1_000;
  }

  restarts(): number {
    return this.#restarts;
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#over;
  }

  async #startOne(): Promise<Runner> {
    const runner = await startRunner(this.#options);
    this.#running = runner;
    this.#withoutSinceMs = null;
    return runner;
  }

  /**
   * Runs one runner after the other until stopped. The jobs that one still holds at its end are released before the
   * next begins.
   */
  async #keep(first: Runner): Promise<void> {
    let runner: Runner | null = first;
    while (runner !== null) {
      await Promise.race([runner.ended, this.#stopped()]);
      this.#running = null;
      this.#withoutSinceMs = performance.now();
      await Promise.race([runner.stop(), this.#untilIdle(runner)]);
      runner = await this.#replace(runner);
    }
  }

  /**
   * The promise of a runner may never settle after a lost connection: it is over when none of its jobs is under way.
   */
  async #untilIdle(runner: Runner): Promise<void> {
    const end = performance.now() + this.#pace.toFinish * 1_000;
    do await wait(1_000, undefined, { ref: false });
    while (runner.jobsUnderWay().length > 0 && performance.now() < end);
  }

  /**
   * Starts another runner. Tries after 1, 2, 4 … 30 s for as long as Postgres does not answer. Returns null when
   * stopped meanwhile.
   */
  async #replace(ended: Runner): Promise<Runner | null> {
    for (let seconds = 1; ; seconds = Math.min(seconds * 2, MOST_SECONDS_BETWEEN_STARTS)) {
      try {
        await this.#db.transaction(async (tx) => {
          await releaseJobsOf(tx, { runner: ended.id, finished: ended.finishedJobs() });
          await makeDueAgain(tx, [...ended.interruptedJobs]);
        });
        if (this.#stopping.signal.aborted) return null;
        const next = await this.#startOne();
        this.#restarts += 1;
        this.#options.log.warn({ restarts: this.#restarts }, 'job runner started again');
        return next;
      } catch (error) {
        this.#options.log.warn({ error: describeError(error), seconds }, 'job runner not started');
        if (!(await this.#sleep(seconds))) return null;
      }
    }
  }

  async #beatAll(): Promise<void> {
    do await this.#beat();
    while (await this.#sleep(this.#pace.beat));
  }

  async #beat(): Promise<void> {
    const runner = this.#running;
    if (runner === null) return;
    const patience = runner.jobsUnderWay().length > 0 ? this.#pace.longestJob : this.#pace.silentAfter;
    if (runner.secondsSilent() > patience) {
      this.#options.log.error({}, 'job runner takes no jobs');
      void runner.stop();
      return;
    }
    try {
      // A process that has just found Postgres again first gives the others time to report that they live too.
      const maySweep = this.#beatsInARow * this.#pace.beat >= this.#pace.deadAfter;
      const interrupted = [...runner.interruptedJobs];
      const taken = await this.#db.transaction(async (tx) => {
        await markAlive(tx, runner.id);
        await makeDueAgain(tx, interrupted);
        const [underWay, finished] = [runner.jobsUnderWay(), runner.finishedJobs()];
        await releaseForgottenJobs(tx, { runner: runner.id, finished, underWay, afterSeconds: this.#pace.deadAfter });
        return maySweep ? takeOverFromDead(tx, this.#pace.deadAfter) : 0;
      });
      this.#beatsInARow += 1;
      for (const job of interrupted) runner.interruptedJobs.delete(job);
      if (taken > 0) this.#options.log.warn({ runners: taken }, 'jobs of dead runners taken over');
    } catch (error) {
      this.#beatsInARow = 0;
      this.#options.log.warn({ error: describeError(error) }, 'job runner could not tell that it lives');
    }
  }

  #stopped(): Promise<void> {
    const { signal } = this.#stopping;
    if (signal.aborted) return Promise.resolve();
    return new Promise((done) => signal.addEventListener('abort', () => done(), { once: true }));
  }

  /** Returns false when stopped meanwhile. */
  async #sleep(seconds: number): Promise<boolean> {
    try {
      await wait(seconds * 1_000, undefined, { signal: this.#stopping.signal });
      return true;
    } catch {
      // Stopping is the only reason for which this wait is cut short.
      return false;
    }
  }
}
