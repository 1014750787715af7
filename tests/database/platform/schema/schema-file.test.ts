import assert from 'node:assert/strict';
import test, { before } from 'node:test';
import type pg from 'pg';
import { type Catalogue, differences, readCatalogue } from '../../../support/catalogue.ts';
import { createTestDatabase, ownerDatabase } from '../../../support/database.ts';
import { assertNone, readText } from '../../../support/source/source-files.ts';

const schema = readText('migrations/schema.sql');
let migrated: Catalogue;

before(async () => {
  migrated = await readCatalogue((await createTestDatabase()).db.pool);
});

/** A database that holds what the file says, and nothing that the migrations made. */
async function describedDatabase(text: string): Promise<pg.Pool> {
  const { pool } = ownerDatabase((await createTestDatabase()).url);
  await pool.query('drop schema public cascade; create schema public');
  await pool.query(text);
  return pool;
}

async function differencesFrom(text: string): Promise<string[]> {
  const described = await readCatalogue(await describedDatabase(text));
  return differences(
    { name: 'migrations/schema.sql', catalogue: described },
    { name: 'the migrated database', catalogue: migrated },
  );
}

test('schema.sql describes the migrated database: tables, columns, constraints, indexes, views, triggers, functions', async () => {
  assertNone(
    await differencesFrom(schema),
    'write in migrations/schema.sql what the migrations do, each with its reason',
  );
});

const MISTAKES: readonly [string, string, string, RegExp][] = [
  ['a column', '  network text not null,\n', '', /^column (staff_)?sign_ins.network is in the migrated database only/],
  ['a type', 'points integer', 'points bigint', /^column quotas.points is « bigint not null default 0 » in/],
  [
    'a default',
    "default 'claimed'",
    "default 'verified'",
    /^column organisations.state is « text not null default 'ver/,
  ],
  [
    'a null',
    'name text not null constraint org',
    'name text constraint org',
    /^column organisation(s|_events).name is/,
  ],
  ['a check', "('invited', 'active', ", "('invited', ", /^constraint staff_members.staff_members_status_known is/],
  ['an index', 'create index quotas_expiry on quotas (expire);', '', /^index quotas_expiry is in the migrated/],
  ['a view', '(ends_on is null or ends_on >= ', '(ends_on is null or ends_on > ', /^view active_memberships is/],
  [
    'a trigger',
    'after insert on staff_members',
    'after delete on staff_members',
    /^trigger staff_members.staff_are_wr/,
  ],
  ['a function', 'old.session_epoch + 1', 'old.session_epoch + 2', /^function begin_staff_session_epoch\(\) is/],
  ['a journal', 'create unlogged table', 'create table', /^table register_staged_\w+ is/],
  ['a filling', ' with (fillfactor = 70)', '', /^table (staff_)?sessions is/],
];
for (const [what, right, wrong, line] of MISTAKES) {
  test(`a mistake about ${what} is told`, async () => {
    const text = schema.replaceAll(right, wrong);
    assert.notEqual(text, schema, 'the text to change is no longer there');
    const told = await differencesFrom(text);
    assert.ok(told.length > 0);
    for (const said of told) assert.match(said, line);
  });
}

test('every table and every index of schema.sql comes with its reason', () => {
  const lines = schema.split('\n');
  const bare = lines.flatMap((line, index) => {
    const above = lines[index - 1] ?? '';
    const first = /^create (?:unlogged )?(?:table|view)|^create (?:unique )?index/.test(line);
    // The first table of a part has the title as its reason; the staging tables, which follow each other, share one.
    const titled = /^-{20}/.test(lines[index - 2] ?? '');
    const shared = line.startsWith('create unlogged') && above === ');';
    const said = above.startsWith('--') || titled || shared;
    return first && !said ? [`migrations/schema.sql:${index + 1} ${line}`] : [];
  });
  assertNone(bare, 'say in a comment above it what it is for');
});
