import { setTimeout as wait } from 'node:timers/promises';

/** The longest stretch of work while pages wait for the same thread. */
const STRETCH_MS = 3;

/**
 * Lets others pass between two pieces of a long work, each time a stretch is over, and for as long: a page needs several
 * turns of the thread, so one turn each would leave it a small part.
 */
export class Turns {
  #begunMs = performance.now();

  /** True when the next `pass` lets others pass. */
  get isOver(): boolean {
    return performance.now() - this.#begunMs >= STRETCH_MS;
  }

  async pass(): Promise<void> {
    if (!this.isOver) return;
    await wait(STRETCH_MS);
    this.#begunMs = performance.now();
  }
}
