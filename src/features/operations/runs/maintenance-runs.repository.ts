import { z } from 'zod';
import { type Db, sql, type Transaction } from '../../../platform/database.ts';

export const MAINTENANCE_KINDS = ['backup', 'drill'] as const;
export type MaintenanceKind = (typeof MAINTENANCE_KINDS)[number];

/** `saved` counts the rows and documents that were saved or proved; it is null when the run failed. */
type EndedRun = { kind: MaintenanceKind; seconds: number; saved: { rows: number; documents: number } | null };

export async function insertMaintenanceRun(tx: Transaction, { kind, seconds, saved }: EndedRun): Promise<void> {
  await tx.run(sql`
    insert into maintenance_runs (kind, seconds, succeeded, rows, documents)
    values (${kind}, ${seconds}, ${saved !== null}, ${saved?.rows ?? null}::bigint, ${saved?.documents ?? null}::bigint)`);
}

const Latest = z.strictObject({
  kind: z.enum(MAINTENANCE_KINDS),
  endedAt: z.date(),
  seconds: z.number(),
  rows: z.coerce.number(),
  documents: z.coerce.number(),
  /** True when a later run of the same kind failed. */
  failedSince: z.boolean(),
});
export type LatestRun = z.infer<typeof Latest>;

/** Returns the newest run of each kind that went well. */
export function listLatestRuns(db: Db): Promise<LatestRun[]> {
  return db.many(
    Latest,
    sql`
    select distinct on (kind) kind, ended_at as "endedAt", seconds, rows, documents,
      exists (select from maintenance_runs later where later.kind = runs.kind and later.id > runs.id) as "failedSince"
    from maintenance_runs runs where succeeded
    order by kind, id desc`,
  );
}
