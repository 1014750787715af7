import pg from 'pg';
import type { Database } from '../../src/platform/database.ts';
import { until } from './until.ts';

export type Statement = { text: string; values: readonly unknown[] };

/**
 * Returns every statement that this process sends to Postgres while `work` runs, without those of the pool that runs
 * the jobs. As a job itself uses the pool of the pages, it first waits until none is due or under way.
 */
export async function statementsDuring(db: Database, work: () => Promise<unknown>): Promise<Statement[]> {
  const due =
    'select 1 from graphile_worker._private_jobs where run_at <= now() and (is_available or locked_at is not null) limit 1';
  await until(async () => (await db.pool.query(due)).rowCount === 0, 'no job is due');
  const sent: Statement[] = [];
  const { query } = pg.Client.prototype;
  pg.Client.prototype.query = function record(this: pg.Client, ...parts: unknown[]) {
    const [first] = parts;
    const text = typeof first === 'string' ? first : ((first as { text?: string } | undefined)?.text ?? '');
    const values = (first as { values?: unknown[] } | undefined)?.values ?? [];
    if (!ofJobs(this)) sent.push({ text, values });
    return Reflect.apply(query, this, parts);
  } as typeof query;
  try {
    await work();
  } finally {
    pg.Client.prototype.query = query;
  }
  return sent;
}

/** The runner of jobs asks for work and reports that it lives, whatever pages do. */
function ofJobs(client: pg.Client): boolean {
  const { connectionParameters } = client as unknown as { connectionParameters: { application_name?: string } };
  return connectionParameters.application_name?.endsWith(' jobs') ?? false;
}
