import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import { z } from 'zod';
import { Database, isDatabaseUnavailable, isUniqueViolation, sql } from '../../../src/platform/database.ts';
import { createLog, type Log } from '../../../src/platform/log.ts';
import { createPool } from '../../../src/platform/postgres/pool.ts';
import { atTheEnd } from '../../support/cleanup.ts';
import { createTestDatabase, ownerDatabase } from '../../support/database.ts';
import { freePort } from '../../support/free-port.ts';
import { until } from '../../support/until.ts';

let url: string;
let db: Database;
before(async () => {
  ({ url } = await createTestDatabase());
  db = ownerDatabase(url);
  await db.pool.query('create table notes (id int primary key, words text not null)');
  await db.pool.query('create table late (id int unique deferrable initially deferred)');
});

const Count = z.object({ n: z.number() });
const noteCount = async (id: number) =>
  (await db.one(Count, sql`select count(*)::int as n from notes where id = ${id}`)).n;
const readOne = async (from: Database) => (await from.one(Count, sql`select 1 as n`)).n;
const insertNote = (id: number) => sql`insert into notes values (${id}, 'x')`;

/** A database with a pool of its own and what it logged. */
function connect(max: number, to = url) {
  const warnings: unknown[] = [];
  const log: Log = { ...createLog('silent'), warn: (...parts: unknown[]) => void warnings.push(parts) };
  const own = new Database(createPool({ url: to, max, log }));
  atTheEnd(() => own.end());
  return { own, warnings };
}
function assertAllFree({ pool }: Database): void {
  assert.deepEqual([pool.idleCount, pool.waitingCount], [pool.totalCount, 0]);
}
const cut = (pid: number) => db.pool.query('select pg_terminate_backend($1)', [pid]);
const pidOf = async (of: Pick<Database, 'one'>) =>
  (await of.one(z.object({ pid: z.number() }), sql`select pg_backend_pid() as pid`)).pid;

it('a pool whose statements look up one row by its key plans each once, the others as Postgres judges', async () => {
  const Mode = z.object({ mode: z.string() });
  const modeOf = async (planOnce: boolean) => {
    const own = new Database(createPool({ url, max: 1, log: createLog('silent'), planOnce }));
    atTheEnd(() => own.end());
    return (await own.one(Mode, sql`select current_setting('plan_cache_mode') as mode`)).mode;
  };
  assert.equal(await modeOf(true), 'force_generic_plan');
  assert.equal(await modeOf(false), 'auto');
});

describe('a transaction', () => {
  it('commits what was written and gives what the work gave', async () => {
    const given = await db.transaction(async (tx) => {
      assert.equal(await tx.run(insertNote(1)), 1);
      assert.equal(await noteCount(1), 0, 'nobody sees it before');
      return 'done';
    });
    assert.equal(given, 'done');
    assert.equal(await noteCount(1), 1);
  });

  it('writes nothing when the work fails, and hands on the very error', async () => {
    const failure = new RangeError('ours');
    const work = db.transaction(async (tx) => {
      await tx.run(insertNote(2));
      throw failure;
    });
    await assert.rejects(work, (error) => error === failure);
    assert.equal(await noteCount(2), 0);
  });

  it('writes nothing when a statement fails', async () => {
    const work = db.transaction(async (tx) => {
      await tx.run(insertNote(3));
      await tx.run(insertNote(3));
    });
    await assert.rejects(work, (error) => isUniqueViolation(error, 'notes_pkey'));
    await assert.rejects(work, (error) => !isUniqueViolation(error, 'late_id_key'));
    assert.equal(await noteCount(3), 0);
  });

  it('fails when its commit is refused', async () => {
    const { own } = connect(1);
    const work = own.transaction((tx) => tx.run(sql`insert into late values (1), (1)`));
    await assert.rejects(work, (error) => isUniqueViolation(error, 'late_id_key'));
    assert.deepEqual(await own.many(z.object({}), sql`select from late`), []);
    assertAllFree(own);
  });

  it('gives its connection back however it ends', async () => {
    const { own } = connect(1);
    for (let round = 0; round < 10; round += 1) {
      await assert.rejects(
        own.transaction(() => Promise.reject(new Error('ours'))),
        /ours/,
      );
      await assert.rejects(
        own.transaction((tx) => tx.run(sql`select 1 / 0`)),
        { code: '22012' },
      );
      await own.transaction((tx) => tx.run(sql`select 1`));
    }
    assertAllFree(own);
    assert.equal(own.pool.totalCount, 1, 'a mistake of ours does not cost the connection');
  });

  it('does not see another: each has its own connection', async () => {
    const pids = await Promise.all([db.transaction(pidOf), db.transaction(pidOf)]);
    assert.equal(new Set(pids).size, 2);
  });
});

describe('a cut connection', () => {
  it('ends the transaction with an error that means « not available », and the pool goes on', async () => {
    const { own, warnings } = connect(1);
    const work = own.transaction(async (tx) => {
      await tx.run(insertNote(4));
      await cut(await pidOf(tx));
      await until(() => warnings.length > 0);
      await tx.run(sql`select 1`);
    });
    await assert.rejects(work, isDatabaseUnavailable);
    assert.equal(await noteCount(4), 0);
    assert.equal(await readOne(own), 1);
    assertAllFree(own);
  });

  it('while a statement runs means « not available » too', async () => {
    const { own } = connect(1);
    const work = own.transaction(async (tx) => {
      const pid = await pidOf(tx);
      await Promise.all([tx.run(sql`select pg_sleep(4)`), turn().then(() => cut(pid))]);
    });
    await assert.rejects(work, isDatabaseUnavailable);
    assert.equal(await readOne(own), 1);
  });

  it('that was idle does not end the process: it is logged and replaced', async () => {
    const { own, warnings } = connect(2);
    const pids = await Promise.all([own.transaction(pidOf), own.transaction(pidOf)]);
    for (const pid of pids) await cut(pid);
    await until(() => own.pool.totalCount === 0);
    assert.ok(warnings.length >= 2);
    assert.doesNotMatch(JSON.stringify(warnings), new RegExp(new URL(url).password));
    assert.ok(!pids.includes(await pidOf(own)));
  });
});

describe('Postgres that cannot be reached', () => {
  it('is « not available » when nobody listens', async () => {
    const nowhere = new URL(url);
    nowhere.port = String(await freePort());
    const { own } = connect(1, nowhere.href);
    await assert.rejects(readOne(own), isDatabaseUnavailable);
    await assert.rejects(
      own.transaction(() => Promise.resolve()),
      isDatabaseUnavailable,
    );
  });

  it('is « not available » when every connection is taken for two seconds', async () => {
    const { own } = connect(1);
    await own.transaction(async () => {
      await assert.rejects(readOne(own), isDatabaseUnavailable);
    });
    assert.equal(await readOne(own), 1);
  });

  it('is a mistake of ours when the database does not exist or the password is wrong', async () => {
    for (const change of [{ pathname: '/nowhere' }, { password: 'wrong' }]) {
      const wrong = new URL(url);
      Object.assign(wrong, change);
      await assert.rejects(readOne(connect(1, wrong.href).own), (error) => !isDatabaseUnavailable(error));
    }
  });
});

describe('a connection', () => {
  it('has its limits: 5 s a statement, 10 s idle in a transaction, and bears the name of the portal', async () => {
    const shown = await db.many(
      z.object({ name: z.string(), setting: z.string() }),
      sql`select name, setting from pg_settings
        where name in ('statement_timeout', 'idle_in_transaction_session_timeout', 'application_name') order by name`,
    );
    assert.deepEqual(
      shown.map(({ setting }) => setting),
      ['espace-personnel pages', '10000', '5000'],
    );
  });

  it('prepares a statement once, whatever its values', async () => {
    await db.transaction(async (tx) => {
      for (const id of [7, 8, 9])
        await tx.run(sql`select words from notes where id = ${id} and 'prepared' = 'prepared'`);
      const prepared = sql`select count(*)::int as n from pg_prepared_statements where statement like '%''prepared'' =%' and name like 's\\_%'`;
      assert.equal((await tx.one(Count, prepared)).n, 1);
    });
  });
});

describe('rows', () => {
  const Note = z.strictObject({ id: z.number(), words: z.string() });
  const three = sql`select * from (values (1, 'a'), (2, 'b'), (3, 'c')) as rows (id, words)`;
  const first = sql`${three} limit 1`;
  const none = sql`${three} limit 0`;

  it('are as many, one, or one or none, as was asked; another number is an error', async () => {
    assert.deepEqual(await db.many(Note, three), [
      { id: 1, words: 'a' },
      { id: 2, words: 'b' },
      { id: 3, words: 'c' },
    ]);
    assert.deepEqual(await db.many(Note, none), []);
    assert.deepEqual(await db.maybe(Note, first), { id: 1, words: 'a' });
    assert.equal(await db.maybe(Note, none), null);
    assert.deepEqual(await db.one(Note, first), { id: 1, words: 'a' });
    await assert.rejects(db.maybe(Note, three), { message: 'expected at most one row, got 3' });
    await assert.rejects(db.one(Note, none), { message: 'expected one row, got none' });
    await assert.rejects(db.one(Note, three), { message: 'expected at most one row, got 3' });
  });

  it('of another shape than said are an error, also with a column too many', async () => {
    await assert.rejects(db.many(z.strictObject({ id: z.number() }), three), z.ZodError);
    await assert.rejects(db.one(Note, sql`select '1' as id, 'a' as words`), z.ZodError);
  });

  it('hold values as they were sent, whatever they look like', async () => {
    for (const words of ["'; drop table notes; --", '$1', '\\', 'é🚲', '%_', '']) {
      assert.deepEqual(await db.one(z.object({ words: z.string() }), sql`select ${words}::text as words`), { words });
    }
  });
});

describe('a Postgres that is frozen', () => {
  it('is not waited for without end: the statement fails as when Postgres is away, and the next one works', async () => {
    const { own } = connect(2);
    const frozen = await pidOf(own);
    process.kill(frozen, 'SIGSTOP');
    try {
      await assert.rejects(readOne(own), isDatabaseUnavailable);
      assert.equal(await readOne(own), 1);
    } finally {
      process.kill(frozen, 'SIGCONT');
    }
    assertAllFree(own);
  });

  it('is not waited for in a transaction either', async () => {
    const { own } = connect(2);
    let frozen = 0;
    const work = own.transaction(async (tx) => {
      frozen = await pidOf(tx);
      process.kill(frozen, 'SIGSTOP');
      await tx.run(insertNote(77));
    });
    try {
      await assert.rejects(work, isDatabaseUnavailable);
      assert.equal(own.pool.totalCount, 0);
    } finally {
      process.kill(frozen, 'SIGCONT');
    }
    assert.equal(await noteCount(77), 0);
  });
});
