import { z } from 'zod';
import { type Database, sql, type Transaction } from '../database.ts';

const Done = z.strictObject({ done: z.unknown() });
const Held = z.strictObject({ id: z.coerce.string() });
const Count = z.strictObject({ count: z.coerce.number() });

/** Records that this runner lives, so that other processes leave its jobs to it. */
export async function markAlive(tx: Transaction, runner: string): Promise<void> {
  await tx.run(sql`
    insert into job_runners (id) values (${runner}::text) on conflict (id) do update set seen_at = now()`);
}

/** A runner, and those of its jobs whose work is done although the database may not know it yet. */
type Holder = { runner: string; finished: readonly string[] };

/** Releases the jobs that a runner which has ended still holds. */
export async function releaseJobsOf(tx: Transaction, { runner, finished }: Holder): Promise<void> {
  const held = await tx.many(Held, sql`select id from graphile_worker.jobs where locked_by = ${runner}::text`);
  await giveBack(tx, { held, finished });
  await tx.run(sql`delete from job_runners where id = ${runner}::text`);
}

/**
 * Releases the jobs that a living runner holds for longer than `afterSeconds` without working on them: the answer that
 * gave it the job, or the record of the job's end, was lost with the connection.
 */
export async function releaseForgottenJobs(
  tx: Transaction,
  { runner, finished, underWay, afterSeconds }: Holder & { underWay: readonly string[]; afterSeconds: number },
): Promise<void> {
  const held = await tx.many(
    Held,
    sql`select id from graphile_worker.jobs where locked_by = ${runner}::text and id <> all(${underWay}::bigint[])
      and locked_at < now() - make_interval(secs => ${afterSeconds}::double precision)`,
  );
  await giveBack(tx, { held, finished });
}

/**
 * Completes the jobs whose work is done, so that no mail is sent twice, and makes the others due again. graphile-worker
 * can only unlock all jobs of a runner at once, and cannot complete a locked job: hence the updates of its own tables, in
 * a transaction, so that no runner takes a job in between. The queue of a held job is held with it.
 */
async function giveBack(
  tx: Transaction,
  { held, finished }: { held: readonly { id: string }[]; finished: readonly string[] },
): Promise<void> {
  const ids = held.map(({ id }) => id);
  if (ids.length === 0) return;
  await tx.run(sql`
    update graphile_worker._private_job_queues set locked_at = null, locked_by = null
    where id in (select job_queue_id from graphile_worker._private_jobs where id = any(${ids}::bigint[]))`);
  await tx.run(sql`
    update graphile_worker._private_jobs set locked_at = null, locked_by = null where id = any(${ids}::bigint[])`);
  const done = ids.filter((id) => finished.includes(id));
  await tx.many(Done, sql`select id::text as done from graphile_worker.complete_jobs(${done}::bigint[])`);
}

/**
 * Makes jobs due now that failed because Postgres did not answer; otherwise each would wait for the growing pause that
 * graphile-worker puts between tries.
 */
export async function makeDueAgain(tx: Transaction, jobs: readonly string[]): Promise<void> {
  if (jobs.length === 0) return;
  await tx.many(
    Done,
    sql`select id::text as done from graphile_worker.reschedule_jobs(${jobs}::bigint[], run_at => now())`,
  );
}

/** Makes a failed job due now, without this try being counted. */
export async function tryJobAgain(tx: Transaction, job: string): Promise<void> {
  await tx.many(
    Done,
    sql`select (graphile_worker.reschedule_jobs(array[jobs.id], run_at => now(), attempts => greatest(attempts - 1, 0))).id::text
      as done from graphile_worker.jobs where jobs.id = ${job}::bigint and jobs.locked_at is null`,
  );
}

/** Unlocks the jobs of runners that have not been seen for `deadAfterSeconds`. Returns the number of those runners. */
export async function takeOverFromDead(tx: Transaction, deadAfterSeconds: number): Promise<number> {
  const before = sql`now() - make_interval(secs => ${deadAfterSeconds}::double precision)`;
  const { count } = await tx.one(
    Count,
    sql`with dead as (
      select distinct jobs.locked_by as id from graphile_worker.jobs jobs
      where jobs.locked_at < ${before}
        and not exists (select from job_runners living where living.id = jobs.locked_by and living.seen_at >= ${before})
    )
    select count(graphile_worker.force_unlock_workers(array[id])::text) as count from dead`,
  );
  await tx.run(sql`delete from job_runners where seen_at < ${before}`);
  return count;
}

const Waiting = z.strictObject({
  oldestWaitingSeconds: z.number(),
  failing: z.coerce.number(),
  givenUp: z.coerce.number(),
});
export type WaitingJobs = z.output<typeof Waiting>;

/**
 * Returns how long the oldest due job has been waiting, in seconds, how many jobs failed and will be tried again, and
 * how many failed for the last time.
 */
export function describeWaitingJobs(db: Database): Promise<WaitingJobs> {
  return db.one(
    Waiting,
    sql`select
      coalesce(extract(epoch from now() - min(run_at) filter (
        where run_at <= now() and locked_at is null and attempts < max_attempts)), 0)::double precision as "oldestWaitingSeconds",
      count(*) filter (where attempts > 0 and locked_at is null and attempts < max_attempts) as failing,
      count(*) filter (where locked_at is null and attempts >= max_attempts) as "givenUp"
      from graphile_worker.jobs`,
  );
}
