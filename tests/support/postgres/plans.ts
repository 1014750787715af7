import pg from 'pg';
import { Database } from '../../../src/platform/database.ts';
import type { Statement } from '../statements.ts';

/** `custom` is the plan for these values, `generic` the one for any. */
export type PlanKind = 'custom' | 'generic';

/**
 * Returns the plan of Postgres for a statement. After five calls of a named statement over one connection it takes the
 * generic plan, where it expects that to cost no more than the custom plans did.
 */
export async function planOf({ pool }: Database, { text, values }: Statement, kind: PlanKind): Promise<string> {
  const given = values.map(literalOf).join(', ');
  const client = await pool.connect();
  try {
    await client.query(`set plan_cache_mode = force_${kind}_plan`);
    await client.query(`prepare asked as ${text}`);
    const execute = given === '' ? 'execute asked' : `execute asked (${given})`;
    const { rows } = await client.query(`explain (analyze, costs off, timing off) ${execute}`);
    return rows.map((row) => row['QUERY PLAN']).join('\n');
  } finally {
    client.release(true);
  }
}

/** The most rows that one step of a plan read and threw away. */
export function mostRowsRemoved(plan: string): number {
  const removed = [...plan.matchAll(/Rows Removed by (?:Filter|Index Recheck): (\d+)/g)].map(([, rows]) =>
    Number(rows),
  );
  return Math.max(0, ...removed);
}

function literalOf(value: unknown): string {
  if (value === null) return 'null';
  if (value instanceof Date) return pg.escapeLiteral(value.toISOString());
  if (Array.isArray(value)) return pg.escapeLiteral(`{${value.map((one) => JSON.stringify(String(one))).join(',')}}`);
  return pg.escapeLiteral(String(value));
}

/** Postgres plans a named statement anew for this many calls before it may keep one plan for all. */
export const TRIED_ANEW = 5;
const CALLS = 2 * TRIED_ANEW;

/** Does `work` ten times over one connection, and returns for each statement how many calls were planned anew. */
export async function plannedAnew(url: string, work: (db: Database) => Promise<unknown>): Promise<number[]> {
  const pool = new pg.Pool({ connectionString: url, max: 1 });
  try {
    for (let call = 0; call < CALLS; call += 1) await work(new Database(pool));
    const { rows } = await pool.query('select custom_plans::integer as anew from pg_prepared_statements');
    return rows.map(({ anew }) => anew);
  } finally {
    await pool.end();
  }
}
