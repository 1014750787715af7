import { setTimeout as wait } from 'node:timers/promises';

/** The longest stretch of work, in milliseconds, while pages wait for the same thread. */
const STRETCH_MS = 3;

/**
 * Pauses a long piece of work after each stretch, for as long as a stretch lasts, so that pages are served meanwhile: a
 * page needs several turns of the thread, so one turn each would leave it a small part.
 */
export class Turns {
  #begunMs = performance.now();

  /** True when the next `pass` pauses. */
  get isOver(): boolean {
    return performance.now() - this.#begunMs >= STRETCH_MS;
  }

  async pass(): Promise<void> {
    if (!this.isOver) return;
    await wait(STRETCH_MS);
    this.#begunMs = performance.now();
  }
}
