import { setTimeout as wait } from 'node:timers/promises';
import { describeError, type Log } from '../log.ts';

/**
 * The two functions of a copy of database content in memory: one tells whether the database changed, the other reads it
 * again.
 */
export type Watched = {
  /** Returns a number that is another one after each change. */
  revision(): Promise<number>;
  reload(): Promise<void>;
};

/**
 * Keeps a copy in the memory of a process equal to the database, even when another process changed it: it asks for the
 * revision every `everyMs`, on a connection that no page waits for. It asks rather than uses LISTEN, as that needs no
 * connection of its own, and a lost connection costs one question.
 */
export class Watch {
  readonly #watched: Watched;
  readonly #log: Pick<Log, 'warn'>;
  readonly #stopping = new AbortController();
  /** Null until the first question, which also reloads once: something may have changed since the process started. */
  #known: number | null = null;
  #last: Promise<void> = Promise.resolve();
  #over: Promise<void> = Promise.resolve();

  constructor(watched: Watched, log: Pick<Log, 'warn'>) {
    this.#watched = watched;
    this.#log = log;
  }

  /** Reads again what changed. Calls wait for each other, so that nothing older replaces what is newer. */
  check(): Promise<void> {
    const next = this.#last.then(
      () => this.#check(),
      () => this.#check(),
    );
    this.#last = next;
    return next;
  }

  async #check(): Promise<void> {
    const revision = await this.#watched.revision();
    if (revision === this.#known) return;
    await this.#watched.reload();
    this.#known = revision;
  }

  start(everyMs: number): void {
    this.#over = this.#keepChecking(everyMs);
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#over;
  }

  async #keepChecking(everyMs: number): Promise<void> {
    const { signal } = this.#stopping;
    while (!signal.aborted) {
      try {
        await wait(everyMs, undefined, { signal, ref: false });
      } catch {
        // Stopping is the only reason for which this wait is cut short.
        return;
      }
      try {
        await this.check();
      } catch (error) {
        this.#log.warn({ error: describeError(error) }, 'settings not read again');
      }
    }
  }
}
