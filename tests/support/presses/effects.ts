import type { TestPortal } from '../portal.ts';
import { untilNoJobIsDue } from '../statements.ts';

/** Rows that come and go by themselves, or that say who is signed in and how often somebody tried. */
const NOT_EFFECTS = ['sessions', 'staff_sessions', 'sign_ins', 'sign_in_delays', 'quotas', 'migrations', 'job_runners'];
export type Effects = Readonly<Record<string, number>>;

/** Counts the rows of every table, the jobs that wait and the mails that left, once no job is due. */
async function countAll({ app, mails }: TestPortal): Promise<Effects> {
  await untilNoJobIsDue(app.db);
  const { pool } = app.db;
  const tables = await pool.query(
    "select tablename as name from pg_tables where schemaname = 'public' and tablename <> all($1)",
    [NOT_EFFECTS],
  );
  const counted = tables.rows.map(({ name }) => `select '${name}' as name, count(*)::integer as rows from ${name}`);
  const waiting = "select 'waiting jobs', count(*)::integer from graphile_worker._private_jobs";
  const { rows } = await pool.query([...counted, waiting].join(' union all '));
  return { mails: mails.length, ...Object.fromEntries(rows.map(({ name, rows: number }) => [name, number])) };
}

/** Begins to count: what it returns tells how many rows, jobs and mails there are more since, or fewer. */
export async function countingEffects(portal: TestPortal): Promise<() => Promise<Effects>> {
  const before = await countAll(portal);
  return async () => {
    const after = Object.entries(await countAll(portal));
    const changed = after.map(([name, number]) => [name, number - (before[name] ?? 0)] as const);
    return Object.fromEntries(changed.filter(([, number]) => number !== 0));
  };
}
