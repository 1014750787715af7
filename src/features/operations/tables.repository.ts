import { z } from 'zod';
import { type Db, sql, type Transaction } from '../../platform/database.ts';

/**
 * A backup leaves these tables out: their rows are worth nothing the next day, or, as those of `migrations`, a restore
 * writes them itself.
 */
const LEFT_OUT = ['sessions', 'staff_sessions', 'quotas', 'job_runners', 'migrations', 'interrupted_forms'];

export const CopiedTable = z.strictObject({
  /** Such as « public.citizens ». */
  name: z.string(),
  /** The COPY statement that reads the stored columns, generated ones excepted, in the order of the primary key. */
  copyOut: z.string(),
  copyIn: z.string(),
  /** The other tables that its foreign keys refer to. */
  needs: z.array(z.string()),
});
export type CopiedTable = z.infer<typeof CopiedTable>;

/** Returns the tables of a backup, in no order: those of the portal and of its jobs, read from Postgres' catalogue. */
export function listCopiedTables(db: Db): Promise<CopiedTable[]> {
  return db.many(
    CopiedTable,
    sql`
    with tables as (
      select c.oid, format('%I.%I', n.nspname, c.relname) as name
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname in ('public', 'graphile_worker') and c.relkind = 'r' and c.relpersistence = 'p'
        and c.relname <> all(${LEFT_OUT})
    ), described as (
      select tables.oid, name,
        (select string_agg(format('%I', attname), ', ' order by attnum) from pg_attribute
          where attrelid = tables.oid and attnum > 0 and not attisdropped and attgenerated = '') as columns,
        (select string_agg(format('%I', a.attname), ', ' order by array_position(i.indkey::int2[], a.attnum))
          from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any(i.indkey)
          where i.indrelid = tables.oid and i.indisprimary) as key
      from tables
    )
    select name,
      format('copy (select %s from %s%s) to stdout', columns, name, ' order by ' || key) as "copyOut",
      format('copy %s (%s) from stdin', name, columns) as "copyIn",
      array(select distinct other.name from pg_constraint f join tables other on other.oid = f.confrelid
        where f.conrelid = described.oid and f.contype = 'f' and f.confrelid <> f.conrelid) as needs
    from described order by name`,
  );
}

const Sequence = z.strictObject({ name: z.string(), value: z.string() });

/** Returns the sequences that were used at least once, each with the last number it gave. */
export function listSequences(db: Db): Promise<z.infer<typeof Sequence>[]> {
  return db.many(
    Sequence,
    sql`
    select format('%I.%I', schemaname, sequencename) as name, last_value::text as value from pg_sequences
    where schemaname in ('public', 'graphile_worker') and last_value is not null order by name`,
  );
}

/** Returns the names of the migrations that have run, in order. */
export async function listAppliedMigrations(db: Db): Promise<string[]> {
  const rows = await db.many(z.strictObject({ name: z.string() }), sql`select name from migrations order by name`);
  return rows.map(({ name }) => name);
}

export async function updateSequence(tx: Transaction, { name, value }: z.infer<typeof Sequence>): Promise<void> {
  await tx.run(sql`select setval(${name}::regclass, ${value}::bigint)`);
}
