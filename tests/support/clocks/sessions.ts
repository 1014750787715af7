import type { TestPortal } from '../portal.ts';

type SessionTable = 'sessions' | 'staff_sessions';

/** Dates the beginning of all sessions back by that much, and leaves the moment of their last use. */
export async function olderBy({ app }: TestPortal, table: SessionTable, hours: number): Promise<void> {
  await app.db.pool.query(`
    update ${table} set sess = jsonb_set(sess, '{user,signedInAt}',
      to_jsonb((sess -> 'user' ->> 'signedInAt')::bigint - ${Math.round(hours * 3_600_000)}))`);
}

/** Returns how long the session of the table that began last may still be used. */
export async function secondsLeft({ app }: TestPortal, table: SessionTable): Promise<number> {
  const { rows } = await app.db.pool.query<{ seconds: number }>(`
    select extract(epoch from expire - now())::float8 as seconds from ${table}
    order by (sess -> 'user' ->> 'signedInAt')::bigint desc limit 1`);
  return rows[0]?.seconds ?? 0;
}
