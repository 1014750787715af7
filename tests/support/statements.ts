import pg from 'pg';
import type { Database } from '../../src/platform/database.ts';
import { until } from './until.ts';

export type Statement = { text: string; values: readonly unknown[] };

/** Waits until no job is due or under way, as a job uses the pool of the pages. */
export async function untilNoJobIsDue({ pool }: Database): Promise<void> {
  const due =
    'select 1 from graphile_worker._private_jobs where run_at <= now() and (is_available or locked_at is not null) limit 1';
  await until(async () => (await pool.query(due)).rowCount === 0, 'no job is due');
}

/**
 * Returns every statement that this process sends to Postgres while `work` runs, without those of the pool that runs
 * the jobs. As a job itself uses the pool of the pages, it first waits until none is due or under way.
 */
export async function statementsDuring(db: Database, work: () => Promise<unknown>): Promise<Statement[]> {
  await untilNoJobIsDue(db);
  const sent: Statement[] = [];
  await watching((statement) => void sent.push(statement), work);
  return sent;
}

/**
 * Runs `work`, and `before` ahead of each of its statements, which waits for it. The statements that are sent while one
 * waits are let through.
 */
export function meetingStatements<T>(before: () => Promise<void>, work: () => Promise<T>): Promise<T> {
  let meeting: Promise<void> | null = null;
  const meet = (): Promise<void> | undefined => {
    if (meeting !== null) return;
    meeting = before();
    return meeting.finally(() => {
      meeting = null;
    });
  };
  return watching(meet, work);
}

async function watching<T>(
  met: (statement: Statement) => Promise<void> | void | undefined,
  work: () => Promise<T>,
): Promise<T> {
  const { query } = pg.Client.prototype;
  pg.Client.prototype.query = function watched(this: pg.Client, ...parts: unknown[]) {
    const send = () => Reflect.apply(query, this, parts);
    if (ofJobs(this)) return send();
    const [first] = parts;
    const text = typeof first === 'string' ? first : ((first as { text?: string } | undefined)?.text ?? '');
    const values = (first as { values?: unknown[] } | undefined)?.values ?? [];
    const waits = met({ text, values });
    return waits === undefined ? send() : waits.then(send);
  } as typeof query;
  try {
    return await work();
  } finally {
    pg.Client.prototype.query = query;
  }
}

/** The runner of jobs asks for work and reports that it lives, whatever pages do. */
function ofJobs(client: pg.Client): boolean {
  const { connectionParameters } = client as unknown as { connectionParameters: { application_name?: string } };
  return connectionParameters.application_name?.endsWith(' jobs') ?? false;
}
