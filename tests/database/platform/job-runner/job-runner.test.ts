import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { before, describe, it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { Database } from '../../../../src/platform/database.ts';
import { type Pace, startJobs } from '../../../../src/platform/job-runner/job-runner.ts';
import { addJob, type JobHandlers } from '../../../../src/platform/jobs.ts';
import { createLog } from '../../../../src/platform/log.ts';
import { createPool } from '../../../../src/platform/postgres/pool.ts';
import { atTheEnd } from '../../../support/cleanup.ts';
import { createTestDatabase } from '../../../support/database.ts';
import { cutConnections, SPARED } from '../../../support/postgres/cut-connections.ts';
import { until } from '../../../support/until.ts';

const QUICK: Pace = { beat: 0.2, deadAfter: 1, silentAfter: 5, longestJob: 60, toFinish: 60 };
const log = createLog('silent');
let url = '';
let db: Database;
before(async () => {
  ({ url } = await createTestDatabase());
  db = new Database(createPool({ url: `${url}?application_name=${SPARED}`, max: 2, log }));
  atTheEnd(() => db.end());
});

const add = (name: string, payload: object = {}) => db.transaction((tx) => addJob(tx, { name, payload }));
const left = async (name: string) =>
  Number(
    (await db.pool.query('select count(*) as n from graphile_worker.jobs where task_identifier = $1', [name])).rows[0]
      .n,
  );

async function withRunner(handlers: JobHandlers, pace: Pace, work: (restarts: () => number) => Promise<void>) {
  const pool = createPool({ url, max: 4, log });
  const jobs = await startJobs({ pool, handlers, crontab: '', log }, pace);
  try {
    await work(() => jobs.restarts());
  } finally {
    await jobs.stop();
    await pool.end();
  }
}

describe('the runner of jobs is kept running', () => {
  it('every job runs, and once, though all connections are cut ten times meanwhile', async () => {
    const seen: number[] = [];
    const added: number[] = [];
    const handlers = {
      cut: async (payload: unknown) => {
        await pause(15);
        seen.push((payload as { n: number }).n);
      },
    };
    await withRunner(handlers, QUICK, async (restarts) => {
      for (let cut = 0; cut < 10; cut += 1) {
        for (let n = cut * 20; n < cut * 20 + 20; n += 1) {
          await add('cut', { n });
          added.push(n);
        }
        await cutConnections(url);
      }
      await until(async () => (await left('cut')) === 0, 'no job is left');
      await until(async () => {
        if (restarts() > 0) return true;
        const n = added.length;
        await add('cut', { n });
        added.push(n);
        await cutConnections(url);
        await pause(200);
        return false;
      }, 'the runner meets what ends it');
      await until(async () => (await left('cut')) === 0, 'no job is left');
    });
    assert.deepEqual(
      seen.toSorted((a, b) => a - b),
      added,
    );
  });

  it('what failed because Postgres did not answer is tried again at once, not after a longer pause each time', async () => {
    let tries = 0;
    const interrupted = async () => {
      tries += 1;
      if (tries < 4) throw Object.assign(new Error('the database system is starting up'), { code: '57P03' });
    };
    await withRunner({ interrupted }, QUICK, async () => {
      await add('interrupted');
      await until(async () => (await left('interrupted')) === 0, 'it was done at the fourth try');
    });
    assert.equal(tries, 4);
  });

  it('a runner that takes no jobs any more is replaced', async () => {
    const seen: string[] = [];
    const handlers = {
      endless: () => new Promise<void>(() => {}),
      other: async () => void seen.push('done'),
    };
    const pool = createPool({ url, max: 4, log });
    const jobs = await startJobs({ pool, handlers, crontab: '', log }, { ...QUICK, longestJob: 1, toFinish: 0.5 });
    await Promise.all([add('endless'), add('endless')]);
    await until(async () => {
      const { rows } = await db.pool.query('select count(locked_by) as n from graphile_worker.jobs');
      return Number(rows[0].n) === 2;
    }, 'both places are taken');
    await db.pool.query("select graphile_worker.add_job('other', priority => -1)");
    await until(() => seen.length > 0, 'the other job was done by a new runner');
    assert.ok(jobs.restarts() > 0);
    await jobs.stop();
    await pool.end();
    await db.pool.query('delete from graphile_worker._private_jobs');
  });
});

describe('a job that a living runner holds without knowing', () => {
  it('is run all the same: the answer to its question was lost with the connection', async () => {
    const seen: string[] = [];
    await withRunner({ lost: async () => void seen.push('lost'), any: async () => {} }, QUICK, async () => {
      await until(
        async () => (await db.pool.query('select from job_runners')).rowCount === 1,
        'it has told that it lives',
      );
      const { rows } = await db.pool.query('select id from job_runners');
      await db.pool.query(
        `with added as (select (graphile_worker.add_job('lost', run_at => now() + interval '1 hour')).id)
        select from added`,
      );
      await db.pool.query(
        `update graphile_worker._private_jobs set locked_at = now(), locked_by = $1, run_at = now()
        where id in (select id from graphile_worker.jobs where task_identifier = 'lost')`,
        [rows[0].id],
      );
      await until(() => seen.length > 0, 'it ran');
    });
    assert.deepEqual(seen, ['lost']);
  });

  it('does not stop those behind it in its queue: the queue is released with it', async () => {
    const seen: number[] = [];
    const queued = async (payload: unknown) => void seen.push((payload as { n: number }).n);
    await withRunner({ queued }, QUICK, async () => {
      await until(
        async () => (await db.pool.query('select from job_runners')).rowCount === 1,
        'it has told that it lives',
      );
      await db.pool.query(
        `select graphile_worker.add_job('queued', json_build_object('n', n), 'q', run_at => now() + interval '1 hour')
        from generate_series(1, 2) as n`,
      );
      await db.pool.query(
        `with runner as (select id from job_runners), held as (
          update graphile_worker._private_job_queues set locked_at = now(), locked_by = (select id from runner))
        update graphile_worker._private_jobs jobs set run_at = now(),
          locked_at = case when payload->>'n' = '1' then now() end,
          locked_by = case when payload->>'n' = '1' then (select id from runner) end
        where id in (select id from graphile_worker.jobs where task_identifier = 'queued')`,
      );
      await until(() => seen.length === 2, 'both ran');
    });
    assert.deepEqual(seen.toSorted(), [1, 2]);
  });
});

describe('jobs of a dead runner', () => {
  it('are taken over by another, soon', async () => {
    const child = spawn(process.execPath, [path.resolve(import.meta.dirname, 'hold-a-job.ts'), url], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await add('held');
    await once(child.stdout, 'data');
    child.kill('SIGKILL');
    await once(child, 'exit');
    assert.equal(await left('held'), 1);
    const seen: string[] = [];
    await withRunner({ held: async () => void seen.push('held') }, QUICK, async () => {
      await until(() => seen.length > 0, 'it was taken over');
      await until(async () => (await left('held')) === 0, 'nothing is left');
    });
    assert.deepEqual(seen, ['held']);
  });

  it('those of a living one are left to it, however long they take', async () => {
    const seen: string[] = [];
    const long = async () => {
      seen.push('long');
      await pause(4_000);
    };
    await withRunner({ long }, QUICK, async () => {
      await add('long');
      await until(() => seen.length === 1, 'it has begun');
      await withRunner({ long }, QUICK, async () => {
        await until(async () => (await left('long')) === 0, 'it is done');
      });
    });
    assert.deepEqual(seen, ['long']);
  });
});
