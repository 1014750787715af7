import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { cp, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { before, describe, it } from 'node:test';
import { z } from 'zod';
import { Database, sql } from '../../../../src/platform/database.ts';
import { createLog } from '../../../../src/platform/log.ts';
import { migrate } from '../../../../src/platform/postgres/migrate.ts';
import { createPool } from '../../../../src/platform/postgres/pool.ts';
import { atTheEnd } from '../../../support/cleanup.ts';
import { createTestDatabase, ownerDatabase, type TestDatabase } from '../../../support/database.ts';
import { until } from '../../../support/until.ts';

const OURS = path.resolve(import.meta.dirname, '../../../../migrations');
let server: TestDatabase;
let owner: Database;
before(async () => {
  server = await createTestDatabase();
  owner = ownerDatabase(server.url);
});

/** A database in which nothing ever was; each call of `open` is another process that starts. */
async function emptyDatabase() {
  const name = `test_${randomBytes(6).toString('hex')}`;
  await owner.pool.query(`create database ${name} template template0`);
  atTheEnd(() => owner.pool.query(`drop database ${name} with (force)`));
  const url = Object.assign(new URL(server.url), { pathname: `/${name}` });
  const open = () => {
    const db = new Database(createPool({ url: url.href, max: 2, log: createLog('silent') }));
    atTheEnd(() => db.end());
    return db;
  };
  return { open };
}

async function folderOf(files: Record<string, string>): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'migrations-'));
  atTheEnd(() => rm(folder, { recursive: true }));
  await write(folder, files);
  return folder;
}
const write = (folder: string, files: Record<string, string>) =>
  Promise.all(Object.entries(files).map(([name, text]) => writeFile(path.join(folder, name), text)));
const one = (db: Database, query: ReturnType<typeof sql>) => db.one(z.object({ value: z.unknown() }), query);
const recorded = async (db: Database) => {
  const rows = await db.many(
    z.object({ name: z.string() }),
    sql`select name from migrations order by applied_at, name`,
  );
  return rows.map(({ name }) => name);
};

describe('the migrations of the portal', () => {
  it('run once, in order, when four processes start at once on an empty database', async () => {
    const { open } = await emptyDatabase();
    const processes = Array.from({ length: 4 }, open);
    const applied = await Promise.all(processes.map(({ pool }) => migrate(pool, OURS)));
    const names = (await readdir(OURS)).filter((name) => /^\d{4}_.*\.sql$/.test(name)).sort();
    assert.deepEqual(
      applied.filter((list) => list.length > 0),
      [names],
    );
    assert.deepEqual(await recorded(open()), names);
  });

  it('apply nothing the second time', async () => {
    assert.deepEqual(await migrate(owner.pool, OURS), []);
  });

  it('are all known to the runner by their names; schema.sql, which describes them, is not run', async () => {
    for (const name of await readdir(OURS)) assert.match(name, /^(\d{4}_[a-z_]+\.sql|schema\.sql|README\.md)$/);
    assert.equal((await recorded(owner)).includes('schema.sql'), false);
  });

  it('are refused when one was changed after it ran', async () => {
    const folder = await folderOf({});
    await cp(OURS, folder, { recursive: true });
    const [first = ''] = (await readdir(folder)).sort();
    await writeFile(path.join(folder, first), '-- another\n');
    await assert.rejects(migrate(owner.pool, folder), {
      message: `${first} was changed after it ran: write a new migration`,
    });
  });
});

describe('a migration', () => {
  it('runs in the order of its number, and only what is numbered SQL runs', async () => {
    const db = (await emptyDatabase()).open();
    const folder = await folderOf({
      '0010_third.sql': "insert into steps values ('third')",
      '0002_second.sql': "insert into steps values ('second')",
      '0001_first.sql': 'create table steps (name text, at serial)',
      'README.md': 'not SQL',
      '0003_draft.sql.bak': 'not SQL',
    });
    assert.deepEqual(await migrate(db.pool, folder), ['0001_first.sql', '0002_second.sql', '0010_third.sql']);
    const steps = await db.many(z.object({ name: z.string() }), sql`select name from steps order by at`);
    assert.deepEqual(steps, [{ name: 'second' }, { name: 'third' }]);
  });

  it('that fails leaves nothing of itself, keeps those before it, and names itself', async () => {
    const db = (await emptyDatabase()).open();
    const folder = await folderOf({
      '0001_first.sql': 'create table kept (id int)',
      '0002_broken.sql': 'create table half (id int); insert into nowhere values (1);',
      '0003_later.sql': 'create table later (id int)',
    });
    await assert.rejects(migrate(db.pool, folder), /^Error: 0002_broken\.sql: relation "nowhere" does not exist/);
    assert.deepEqual(await recorded(db), ['0001_first.sql']);
    const exists = sql`select array_remove(array[to_regclass('kept'), to_regclass('half'), to_regclass('later')], null)::text as value`;
    assert.deepEqual(await one(db, exists), { value: '{kept}' });
    await write(folder, { '0002_broken.sql': 'create table half (id int)' });
    assert.deepEqual(await migrate(db.pool, folder), ['0002_broken.sql', '0003_later.sql']);
  });

  it('is applied and written down in one transaction: both or neither', async () => {
    const db = (await emptyDatabase()).open();
    const folder = await folderOf({
      '0001_first.sql': "create table half (id int); alter table migrations add check (name <> '0001_first.sql')",
    });
    await assert.rejects(migrate(db.pool, folder), /violates check constraint/);
    assert.deepEqual(await one(db, sql`select to_regclass('half') as value`), { value: null });
  });

  it('may be added later: what ran does not run again', async () => {
    const db = (await emptyDatabase()).open();
    const folder = await folderOf({ '0001_first.sql': 'create table steps (id int)' });
    await migrate(db.pool, folder);
    await write(folder, { '0002_second.sql': 'insert into steps values (1)' });
    assert.deepEqual(await migrate(db.pool, folder), ['0002_second.sql']);
    assert.deepEqual(await migrate(db.pool, folder), []);
    assert.deepEqual(await one(db, sql`select count(*)::int as value from steps`), { value: 1 });
  });

  it('is known by its file to the letter: a space more is a change', async () => {
    const db = (await emptyDatabase()).open();
    const folder = await folderOf({ '0001_first.sql': 'create table steps (id int)' });
    await migrate(db.pool, folder);
    await write(folder, { '0001_first.sql': 'create table steps (id int) ' });
    await assert.rejects(migrate(db.pool, folder), /0001_first\.sql was changed after it ran/);
  });

  it('gives the lock and the limits of its connection back, whether it went well or not', async () => {
    const db = (await emptyDatabase()).open();
    const folder = await folderOf({ '0001_broken.sql': 'select 1 / 0' });
    await assert.rejects(migrate(db.pool, folder), /division by zero/);
    const locks = sql`select count(*)::int as value from pg_locks where locktype = 'advisory' and granted
      and database = (select oid from pg_database where datname = current_database())`;
    const noLock = async () => (await one(db, locks)).value === 0;
    // The server notices a little later than we that the connection is gone.
    await until(noLock, 'no lock left');
    const limits = await Promise.all(
      [0, 1].map(() => one(db, sql`select current_setting('statement_timeout') as value`)),
    );
    assert.deepEqual(limits, [{ value: '5s' }, { value: '5s' }]);
  });
});
