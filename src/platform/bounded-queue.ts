export class QueueFullError extends Error {
  readonly retryAfterSeconds: number;
  constructor(retryAfterSeconds: number) {
    super('too much work is waiting');
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

export type BoundedQueue = <T>(work: () => Promise<T>) => Promise<T>;

/** At most `concurrency` works at once and `capacity` waiting, in order; beyond, rejects with QueueFullError at once. */
export function boundedQueue({ concurrency, capacity }: { concurrency: number; capacity: number }): BoundedQueue {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async (work) => {
    if (running >= concurrency) {
      if (waiting.length >= capacity) throw new QueueFullError(5);
      await new Promise<void>((turn) => waiting.push(turn));
    } else {
      running += 1;
    }
    try {
      return await work();
    } finally {
      // The place passes straight to the next in line: nobody can slip in between.
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };
}
