import type pg from 'pg';

/**
 * One line for each thing in the schema « public » of a database, by a key that names it, so that tests can compare two
 * databases.
 */
export type Catalogue = ReadonlyMap<string, string>;

const QUERIES = [
  `select 'table ' || relname as key, concat_ws(' ', case relpersistence when 'u' then 'unlogged' end, reloptions::text) as said
    from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')`,
  `select 'column ' || relname || '.' || attname as key,
      concat_ws(' ', format_type(atttypid, atttypmod), case when attnotnull then 'not null' end,
        case attidentity when 'a' then 'identity always' when 'd' then 'identity by default' end,
        case attgenerated when 's' then 'stored' when 'v' then 'virtual' end,
        'default ' || pg_get_expr(adbin, adrelid),
        'collate ' || nullif(attcollation, (select typcollation from pg_type where oid = atttypid))::regcollation) as said
    from pg_attribute join pg_class on pg_class.oid = attrelid
      left join pg_attrdef on adrelid = attrelid and adnum = attnum
    where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and attnum > 0 and not attisdropped`,
  `select 'constraint ' || conrelid::regclass || '.' || conname as key,
      pg_get_constraintdef(oid) as said
    from pg_constraint where connamespace = 'public'::regnamespace and contype <> 'n'`,
  `select 'index ' || indexname as key, indexdef as said from pg_indexes where schemaname = 'public'`,
  `select 'view ' || viewname as key, definition as said from pg_views where schemaname = 'public'`,
  `select 'trigger ' || tgrelid::regclass || '.' || tgname as key,
      concat_ws(' ', case when tgenabled <> 'O' then 'not enabled' end, pg_get_triggerdef(pg_trigger.oid)) as said
    from pg_trigger join pg_class on pg_class.oid = tgrelid
    where relnamespace = 'public'::regnamespace and not tgisinternal`,
  `select 'function ' || oid::regprocedure as key, pg_get_functiondef(oid) as said
    from pg_proc where pronamespace = 'public'::regnamespace`,
  `select 'sequence or type ' || relname as key, relkind::text as said
    from pg_class where relnamespace = 'public'::regnamespace and relkind not in ('r', 'p', 'i', 'I', 'v', 't')`,
  `select 'type ' || typname as key, typtype::text as said
    from pg_type where typnamespace = 'public'::regnamespace and typtype in ('e', 'd', 'r', 'm')`,
  `select 'extension ' || extname as key, extversion as said from pg_extension where extname <> 'plpgsql'`,
];

export async function readCatalogue(pool: pg.Pool): Promise<Catalogue> {
  const found = new Map<string, string>();
  for (const query of QUERIES) {
    const { rows } = await pool.query<{ key: string; said: string }>(query);
    for (const { key, said } of rows) found.set(key, said.replace(/\s+/g, ' ').trim());
  }
  return found;
}

/** Returns one line per difference, in order, or an empty list when both are the same. */
export function differences(
  one: { name: string; catalogue: Catalogue },
  other: { name: string; catalogue: Catalogue },
): string[] {
  const keys = [...new Set([...one.catalogue.keys(), ...other.catalogue.keys()])].sort();
  return keys.flatMap((key) => {
    const [left, right] = [one.catalogue.get(key), other.catalogue.get(key)];
    if (left === right) return [];
    if (left === undefined) return [`${key} is in ${other.name} only: ${right}`];
    if (right === undefined) return [`${key} is in ${one.name} only: ${left}`];
    return [`${key} is « ${left} » in ${one.name}, « ${right} » in ${other.name}`];
  });
}
