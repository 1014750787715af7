import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { z } from 'zod';
import { type Database, sql } from '../../../src/platform/database.ts';
import { installJobSchema } from '../../../src/platform/job-runner/graphile.ts';
import { startJobs } from '../../../src/platform/job-runner/job-runner.ts';
import { addJob, type JobHandlers, type NewJob } from '../../../src/platform/jobs.ts';
import { createLog, type Log } from '../../../src/platform/log.ts';
import { createTestDatabase } from '../../support/database.ts';
import { until } from '../../support/until.ts';

let db: Database;
before(async () => {
  ({ db } = await createTestDatabase());
});

const add = (job: NewJob) => db.transaction((tx) => addJob(tx, job));
const Waiting = z.object({
  attempts: z.number(),
  later: z.boolean(),
  locked: z.boolean(),
  error: z.string().nullable(),
  payload: z.unknown(),
});
const waiting = (name: string) =>
  db.many(
    Waiting,
    sql`select jobs.attempts::int as attempts, jobs.run_at > now() as later, jobs.locked_at is not null as locked,
      jobs.last_error as error, jobs.payload
      from graphile_worker._private_jobs jobs join graphile_worker._private_tasks tasks on tasks.id = jobs.task_id
      where tasks.identifier = ${name}`,
  );
const makeDue = () =>
  db.transaction((tx) => tx.run(sql`update graphile_worker._private_jobs set run_at = now() where locked_at is null`));

/** Jobs run while the work does, and no longer. What was logged. */
async function withJobs(handlers: JobHandlers, work: () => Promise<unknown>): Promise<string> {
  const lines: string[] = [];
  const write = (...parts: unknown[]) => void lines.push(JSON.stringify(parts));
  const log: Log = { ...createLog('silent'), debug: write, info: write, warn: write, error: write };
  const jobs = await startJobs({ pool: db.pool, handlers, crontab: '', log });
  try {
    await work();
  } finally {
    await jobs.stop();
  }
  return lines.join('\n');
}

describe('a job', () => {
  it('runs once, with what it was given, and leaves nothing', async () => {
    const payloads = [{ email: "d'été@exemple.be", n: 1, deep: { list: [1, null, '🚲'] } }, {}];
    const seen: unknown[] = [];
    const handlers = { once: async (payload: unknown) => void seen.push(payload) };
    await withJobs(handlers, async () => {
      for (const payload of payloads) {
        await add({ name: 'once', payload });
        await until(async () => (await waiting('once')).length === 0);
      }
    });
    assert.deepEqual(seen, payloads);
  });

  it('added in a transaction that fails never was', async () => {
    const seen: unknown[] = [];
    const failing = db.transaction(async (tx) => {
      await addJob(tx, { name: 'undone', payload: { rolledBack: true } });
      throw new Error('later failure');
    });
    await assert.rejects(failing, /later failure/);
    assert.deepEqual(await waiting('undone'), []);
    await withJobs({ undone: async (payload) => void seen.push(payload) }, async () => {
      await add({ name: 'undone', payload: { rolledBack: false } });
      await until(() => seen.length > 0);
    });
    assert.deepEqual(seen, [{ rolledBack: false }]);
  });

  it('is not seen before its transaction commits', async () => {
    const seen: unknown[] = [];
    await withJobs(
      { early: async () => void seen.push('early'), marker: async () => void seen.push('marker') },
      async () => {
        // Once one has run the worker has written down the names of its jobs: it would wait for one that is not committed.
        await add({ name: 'marker', payload: {} });
        await until(() => seen.length === 1);
        await db.transaction(async (tx) => {
          await addJob(tx, { name: 'early', payload: {} });
          await add({ name: 'marker', payload: {} });
          await until(() => seen.length === 2);
          assert.deepEqual(seen, ['marker', 'marker']);
        });
        await until(() => seen.length === 3);
      },
    );
    assert.deepEqual(seen, ['marker', 'marker', 'early']);
  });

  it('that fails is kept for later, then tried again until it is done', async () => {
    let tries = 0;
    const flaky = async () => {
      tries += 1;
      if (tries < 3) throw new Error(`try ${tries}`);
    };
    await withJobs({ flaky }, async () => {
      await add({ name: 'flaky', payload: {} });
      for (const failed of [1, 2]) {
        await until(async () =>
          (await waiting('flaky')).some(({ attempts, locked }) => attempts === failed && !locked),
        );
        const [job] = await waiting('flaky');
        assert.ok(job?.later, 'not at once');
        assert.match(job.error ?? '', new RegExp(`try ${failed}`));
        await makeDue();
      }
      await until(async () => (await waiting('flaky')).length === 0);
    });
    assert.equal(tries, 3);
  });

  it('is tried no more often than asked', async () => {
    let tries = 0;
    const hopeless = async () => {
      tries += 1;
      throw new Error('hopeless');
    };
    const seen: string[] = [];
    await withJobs({ hopeless, after: async () => void seen.push('after') }, async () => {
      await add({ name: 'hopeless', payload: {}, maxAttempts: 1 });
      await until(async () => (await waiting('hopeless')).some(({ attempts, locked }) => attempts === 1 && !locked));
      await makeDue();
      await add({ name: 'after', payload: {} });
      await until(() => seen.length > 0);
    });
    assert.equal(tries, 1);
    assert.equal((await waiting('hopeless')).length, 1, 'it stays to be seen');
  });

  it('that fails is logged by its name, without what it was given', async () => {
    const logged = await withJobs({ telling: () => Promise.reject(new Error('failed on purpose')) }, async () => {
      await add({ name: 'telling', payload: { email: 'lucie@exemple.be' }, maxAttempts: 1 });
      await until(async () => (await waiting('telling')).some(({ attempts, locked }) => attempts === 1 && !locked));
    });
    assert.match(logged, /"job":"telling"/);
    assert.match(logged, /failed on purpose/);
    assert.doesNotMatch(logged, /lucie/);
  });

  it('with the key of one that waits takes its place', async () => {
    await add({ name: 'keyed', payload: { n: 1 }, key: 'lucie' });
    await add({ name: 'keyed', payload: { n: 2 }, key: 'lucie' });
    await add({ name: 'keyed', payload: { n: 3 }, key: 'jan' });
    const payloads = (await waiting('keyed')).map(({ payload }) => payload);
    assert.deepEqual(new Set(payloads.map((payload) => JSON.stringify(payload))), new Set(['{"n":2}', '{"n":3}']));
  });
});

describe('the runner of jobs', () => {
  it('lets what is under way finish when it stops, and takes nothing more', async () => {
    const { promise: mayEnd, resolve: end } = Promise.withResolvers<void>();
    const seen: string[] = [];
    const slow = async () => {
      seen.push('begun');
      await mayEnd;
      seen.push('ended');
    };
    const jobs = await startJobs({ pool: db.pool, handlers: { slow }, crontab: '', log: createLog('silent') });
    await add({ name: 'slow', payload: {} });
    await until(() => seen.length === 1);
    const stopped = jobs.stop();
    await add({ name: 'slow', payload: { late: true } });
    end();
    await stopped;
    assert.deepEqual(seen, ['begun', 'ended']);
    const late = (await waiting('slow')).filter(({ payload }) => JSON.stringify(payload) === '{"late":true}');
    assert.deepEqual(
      late.map(({ attempts, locked }) => ({ attempts, locked })),
      [{ attempts: 0, locked: false }],
    );
  });

  it('shares the work with another: each job runs in one of the two', async () => {
    const seen: number[] = [];
    const handlers = { shared: async (payload: unknown) => void seen.push((payload as { n: number }).n) };
    await withJobs(handlers, () =>
      withJobs(handlers, async () => {
        await Promise.all(Array.from({ length: 30 }, (_, n) => add({ name: 'shared', payload: { n } })));
        await until(async () => (await waiting('shared')).length === 0);
      }),
    );
    assert.deepEqual(
      seen.toSorted((a, b) => a - b),
      Array.from({ length: 30 }, (_, n) => n),
    );
  });

  it('can install its tables again at each start, several at once', async () => {
    await Promise.all([1, 2, 3].map(() => installJobSchema(db.pool)));
    await add({ name: 'installed', payload: {} });
    assert.equal((await waiting('installed')).length, 1);
  });

  it('refuses a timetable it cannot read', async () => {
    const start = startJobs({ pool: db.pool, handlers: {}, crontab: 'not a time', log: createLog('silent') });
    await assert.rejects(start, Error);
  });
});
