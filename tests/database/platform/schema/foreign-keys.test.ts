import assert from 'node:assert/strict';
import test from 'node:test';
import { createTestDatabase, ownerDatabase } from '../../../support/database.ts';
import { assertNone } from '../../../support/source/source-files.ts';

/** Foreign keys that no index serves, and why none is needed. */
const WITHOUT_INDEX: ReadonlyMap<string, string> = new Map([
  ['memberships_enterprise_number_fkey', 'organisations are never deleted, and keep their number'],
  ['access_requests_enterprise_number_fkey', 'organisations are never deleted, and keep their number'],
  ['invitations_enterprise_number_fkey', 'organisations are never deleted, and keep their number'],
  ['drafts_enterprise_number_fkey', 'organisations are never deleted, and keep their number'],
  ['drafts_slug_version_fkey', 'versions are never deleted nor changed'],
  ['submissions_slug_version_fkey', 'versions are never deleted nor changed'],
]);

/**
 * An index serves when its first columns are those of the key in any order, and its condition, if any, only leaves out
 * null: what a foreign key looks for is never null.
 */
const UNSERVED = `
  select conname as name, conrelid::regclass::text as "table" from pg_constraint k
  where contype = 'f' and connamespace = 'public'::regnamespace and not exists (
    select from pg_index i
    where i.indrelid = k.conrelid and i.indisvalid
      and (i.indkey::smallint[])[0:cardinality(k.conkey) - 1] @> k.conkey
      and (i.indpred is null
        or pg_get_expr(i.indpred, i.indrelid) = format('(%I IS NOT NULL)', (
          select attname from pg_attribute where attrelid = k.conrelid and attnum = k.conkey[1]))))
  order by 1`;

test('every foreign key has an index that serves it, or a reason to have none', async () => {
  const { db } = await createTestDatabase();
  const { rows } = await db.pool.query<{ name: string; table: string }>(UNSERVED);
  const unserved = rows.map(({ name, table }) => ({ name, said: `${name} of ${table}` }));
  assertNone(
    unserved.filter(({ name }) => !WITHOUT_INDEX.has(name)).map(({ said }) => said),
    'deleting what it refers to reads the table whole: add an index on its columns, or a line to WITHOUT_INDEX',
  );
  const names = unserved.map(({ name }) => name);
  assertNone(
    [...WITHOUT_INDEX.keys()].filter((name) => !names.includes(name)),
    'an index serves it, or it is gone',
  );
});

test('a partial index, or one in which the column comes second, serves no foreign key', async () => {
  const db = ownerDatabase((await createTestDatabase()).url);
  await db.pool.query(`
    create table parents (id int primary key, other int not null, unique (id, other));
    create table served (parent int constraint served_fk references parents);
    create index on served (parent) where parent is not null;
    create table served_turned (a int, b int, constraint served_turned_fk foreign key (a, b) references parents (id, other));
    create index on served_turned (b, a);
    create table partial (parent int constraint partial_fk references parents, done boolean);
    create index on partial (parent) where not done;
    create table second (parent int constraint second_fk references parents, done boolean);
    create index on second (done, parent)`);
  const { rows } = await db.pool.query<{ name: string }>(UNSERVED);
  assert.deepEqual(
    rows.map(({ name }) => name).filter((name) => name.endsWith('_fk')),
    ['partial_fk', 'second_fk'],
  );
});
