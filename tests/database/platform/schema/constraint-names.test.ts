import test from 'node:test';
import { createTestDatabase } from '../../../support/database.ts';
import { assertNone } from '../../../support/source/source-files.ts';

type Constraint = { table: string; name: string; kind: 'p' | 'u' | 'f' | 'c'; columns: string };

/**
 * Keys are named as Postgres does, after their columns; a check says after its table what holds, as in
 * « citizens_closed_have_date ».
 */
function isNamed({ table, name, kind, columns }: Constraint): boolean {
  switch (kind) {
    case 'p':
      return name === `${table}_pkey`;
    case 'u':
      return name === `${table}_${columns}_key`;
    case 'f':
      return name === `${table}_${columns}_fkey`;
    case 'c':
      return new RegExp(`^${table}(?:_[a-z0-9]+){2,}$`).test(name) && !/_check\d*$/.test(name);
  }
}

test('every constraint has a name that says what is violated', async () => {
  const { db } = await createTestDatabase();
  const { rows } = await db.pool.query<Constraint>(`
    select conrelid::regclass::text as "table", conname as name, contype as kind,
      (select string_agg(attname, '_' order by place) from unnest(conkey) with ordinality as part (attnum, place)
        join pg_attribute on attrelid = conrelid and pg_attribute.attnum = part.attnum) as columns
    from pg_constraint
    where connamespace = 'public'::regnamespace and conrelid <> 0 and contype in ('p', 'u', 'f', 'c')
    order by 1, 2`);
  assertNone(
    rows.filter((constraint) => !isNamed(constraint)).map(({ table, name }) => `${name} of ${table}`),
    'name it as migrations/README.md says',
  );
});
