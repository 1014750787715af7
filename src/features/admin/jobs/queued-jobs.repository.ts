import { z } from 'zod';
import { type Db, sql, type Transaction } from '../../../platform/database.ts';
import { type PageOfRows, pageSql } from '../../../platform/postgres/pages.ts';

const QueuedJob = z.strictObject({
  id: z.string(),
  task: z.string(),
  attempts: z.number().int(),
  maxAttempts: z.number().int(),
  runAt: z.date(),
  underWay: z.boolean(),
  error: z.string().nullable(),
});
/** A job that is not done. Its payload, which may name people, is not read. */
export type QueuedJob = z.output<typeof QueuedJob>;
const columns = sql`id::text as id, task_identifier as task, attempts::int as attempts, max_attempts::int as "maxAttempts",
  run_at as "runAt", locked_at is not null as "underWay", last_error as error`;

/** Lists one page of the jobs, the newest first: all of them, or those that failed at least once. */
export function listQueuedJobs(db: Db, { all, ...page }: PageOfRows & { all: boolean }): Promise<QueuedJob[]> {
  const { beyond, order } = pageSql(page, {
    by: ['id'],
    newestFirst: true,
    row: (id) => sql`select ${id}::bigint`,
  });
  return db.many(
    QueuedJob,
    sql`
    select ${columns} from graphile_worker.jobs jobs
    where (${all}::boolean or last_error is not null) and ${beyond} order by ${order}`,
  );
}

/** Locks a job against the runner. Returns null when it is done, or under way. */
export async function lockQueuedJob(tx: Transaction, id: string): Promise<QueuedJob | null> {
  const locked = await tx.maybe(
    z.strictObject({ id: z.string() }),
    sql`
    select id::text as id from graphile_worker._private_jobs
    where id = ${id}::bigint and locked_at is null for update skip locked`,
  );
  if (locked === null) return null;
  return tx.maybe(QueuedJob, sql`select ${columns} from graphile_worker.jobs jobs where id = ${id}::bigint`);
}

const Done = z.strictObject({ done: z.string() });

/** Makes a job due now. One that was tried as often as it may be gets one more try. */
export async function updateJobDue(tx: Transaction, { id, attempts, maxAttempts }: QueuedJob): Promise<void> {
  const left = Math.min(attempts, maxAttempts - 1);
  await tx.many(
    Done,
    sql`
    select id::text as done
    from graphile_worker.reschedule_jobs(array[${id}::bigint], run_at => now(), attempts => ${left}::int)`,
  );
}

/** Takes a job out of the queue, as if it were done. */
export async function deleteQueuedJob(tx: Transaction, { id }: QueuedJob): Promise<void> {
  await tx.many(Done, sql`select id::text as done from graphile_worker.complete_jobs(array[${id}::bigint])`);
}
