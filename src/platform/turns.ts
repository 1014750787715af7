import { setImmediate as nextTurn } from 'node:timers/promises';

/** How long work may go on in one stretch while pages wait for the same thread. */
const STRETCH_MS = 3;

/** Lets others pass between two pieces of a long work, each time a stretch is over. */
export class Turns {
  #begunMs = performance.now();

  /** Whether the next `pass` lets others pass. */
  get isOver(): boolean {
    return performance.now() - this.#begunMs >= STRETCH_MS;
  }

  async pass(): Promise<void> {
    if (!this.isOver) return;
    await nextTurn();
    this.#begunMs = performance.now();
  }
}
