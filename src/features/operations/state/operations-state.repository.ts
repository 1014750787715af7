import { z } from 'zod';
import { type Db, sql } from '../../../platform/database.ts';

const DatabaseState = z.strictObject({
  version: z.string(),
  bytes: z.coerce.number(),
  connections: z.coerce.number(),
  connectionsAtMost: z.coerce.number(),
});
export type DatabaseState = z.infer<typeof DatabaseState>;

/** Returns the version of Postgres, what the database takes, and how many connections its server has and may have. */
export function getDatabaseState(db: Db): Promise<DatabaseState> {
  return db.one(
    DatabaseState,
    sql`
    select split_part(current_setting('server_version'), ' ', 1) as version,
      pg_database_size(current_database()) as bytes,
      (select count(*) from pg_stat_activity where backend_type = 'client backend') as connections,
      current_setting('max_connections') as "connectionsAtMost"`,
  );
}

const Waiting = z.strictObject({ minutes: z.number() });

/** Returns for how many minutes the oldest document has waited for the scanner; 0 where none waits. */
export async function findMinutesOfUnscanned(db: Db): Promise<number> {
  const waiting = await db.maybe(
    Waiting,
    sql`
    select coalesce(extract(epoch from now() - min(added_at)) / 60, 0)::double precision as minutes
    from attachments where state = 'pending'`,
  );
  return waiting?.minutes ?? 0;
}
