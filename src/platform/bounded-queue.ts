export class QueueFullError extends Error {
  readonly retryAfterSeconds: number;
  constructor(retryAfterSeconds: number) {
    super('too much work is waiting');
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

export type BoundedQueue = <T>(work: () => Promise<T>) => Promise<T>;

/**
 * Returns a queue that runs at most `concurrency` pieces of work at once and keeps at most `capacity` waiting, in
 * order. When that many wait already, it rejects with QueueFullError at once.
 */
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
      // The place is given directly to the next in line, so that work arriving at this moment cannot take it first.
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };
}
