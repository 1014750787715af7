import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import fc from 'fast-check';
import { boundedQueue, QueueFullError } from '../../../src/platform/bounded-queue.ts';

/** Works that end when told, and what happened to them. */
function works(queue: ReturnType<typeof boundedQueue>) {
  const started: number[] = [];
  const ends = new Map<number, { succeed(): void; fail(): void }>();
  const add = (id: number): Promise<number> =>
    queue(() => {
      started.push(id);
      const { promise, resolve, reject } = Promise.withResolvers<number>();
      ends.set(id, { succeed: () => resolve(id), fail: () => reject(new Error(`work ${id}`)) });
      return promise;
    });
  return { started, add, end: (id: number) => ends.get(id)?.succeed(), fail: (id: number) => ends.get(id)?.fail() };
}

/** What a work comes to without any other ending: its error, or null while it waits. */
const atOnce = (work: Promise<unknown>): Promise<unknown> =>
  Promise.race([work.catch((error: unknown) => error), turn().then(() => null)]);

describe('a bounded queue', () => {
  it('runs at most so many at once, the others in the order they came', async () => {
    const { started, add, end } = works(boundedQueue({ concurrency: 2, capacity: 10 }));
    const all = [0, 1, 2, 3].map(add);
    await turn();
    assert.deepEqual(started, [0, 1]);
    end(1);
    await turn();
    assert.deepEqual(started, [0, 1, 2]);
    end(0);
    end(2);
    await turn();
    end(3);
    assert.deepEqual(await Promise.all(all), [0, 1, 2, 3]);
  });

  it('refuses at once what comes when all places to wait are taken, and says when to come back', async () => {
    const { started, add, end } = works(boundedQueue({ concurrency: 1, capacity: 2 }));
    const taken = [0, 1, 2].map(add);
    const refusal = await atOnce(add(3));
    assert.ok(refusal instanceof QueueFullError);
    assert.equal(refusal.retryAfterSeconds, 5);
    end(0);
    await turn();
    const after = add(4);
    for (const id of [1, 2, 4]) {
      end(id);
      await turn();
    }
    assert.deepEqual(await Promise.all([...taken, after]), [0, 1, 2, 4]);
    assert.deepEqual(started, [0, 1, 2, 4]);
  });

  it('without places to wait refuses while it works, and not after', async () => {
    const { add, end } = works(boundedQueue({ concurrency: 1, capacity: 0 }));
    const first = add(0);
    assert.ok((await atOnce(add(1))) instanceof QueueFullError);
    end(0);
    assert.equal(await first, 0);
    const second = add(2);
    await turn();
    end(2);
    assert.equal(await second, 2);
  });

  it('hands the error of a work to who asked for it, and its place to the next', async () => {
    const { started, add, end, fail } = works(boundedQueue({ concurrency: 1, capacity: 5 }));
    const [first, second] = [add(0), add(1)];
    fail(0);
    await assert.rejects(first, { message: 'work 0' });
    await turn();
    assert.deepEqual(started, [0, 1]);
    end(1);
    assert.equal(await second, 1);
  });

  it('frees the place of a work that throws before it begins to wait', async () => {
    const queue = boundedQueue({ concurrency: 1, capacity: 0 });
    const thrown = queue(() => {
      throw new RangeError('at once');
    });
    await assert.rejects(thrown, RangeError);
    assert.equal(await queue(async () => 'free'), 'free');
  });

  it('never lets somebody who comes at the moment of a change slip in between', async () => {
    let running = 0;
    let most = 0;
    const queue = boundedQueue({ concurrency: 1, capacity: 100 });
    const work = async () => {
      running += 1;
      most = Math.max(most, running);
      await turn();
      running -= 1;
    };
    const chain = async (left: number): Promise<void> => {
      await queue(work);
      if (left > 0) await chain(left - 1);
    };
    await Promise.all([chain(10), chain(10), chain(10)]);
    assert.equal(most, 1);
  });

  it('does each accepted work once, within its bounds, whatever fails', async () => {
    const bounds = fc.record({ concurrency: fc.integer({ min: 1, max: 4 }), capacity: fc.integer({ min: 0, max: 4 }) });
    await fc.assert(
      fc.asyncProperty(bounds, fc.array(fc.boolean(), { maxLength: 15 }), async (limits, succeeds) => {
        const queue = boundedQueue(limits);
        let running = 0;
        const done = await Promise.allSettled(
          succeeds.map((succeed) =>
            queue(async () => {
              running += 1;
              assert.ok(running <= limits.concurrency);
              await turn();
              running -= 1;
              if (!succeed) throw new Error('failed');
            }),
          ),
        );
        const refused = done.filter((one) => one.status === 'rejected' && one.reason instanceof QueueFullError);
        assert.equal(refused.length, Math.max(0, succeeds.length - limits.concurrency - limits.capacity));
        const accepted = succeeds.slice(0, limits.concurrency + limits.capacity);
        assert.equal(done.filter((one) => one.status === 'fulfilled').length, accepted.filter(Boolean).length);
        assert.equal(await queue(async () => 'free'), 'free');
      }),
      { numRuns: 50 },
    );
  });
});
