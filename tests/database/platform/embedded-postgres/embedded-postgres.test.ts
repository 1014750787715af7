import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { reachableBinaries } from '../../../../src/platform/embedded-postgres/binaries.ts';
import {
  type EmbeddedPostgres,
  removeEmbeddedPostgres,
  startEmbeddedPostgres,
} from '../../../../src/platform/embedded-postgres/embedded-postgres.ts';
import { boundLog } from '../../../../src/platform/embedded-postgres/log-file.ts';
import { readPostmaster } from '../../../../src/platform/embedded-postgres/owner.ts';
import { shelteredArea } from '../../../../src/platform/embedded-postgres/place.ts';
import { describeProcess } from '../../../../src/platform/embedded-postgres/processes.ts';
import { createLog } from '../../../../src/platform/log.ts';
import { createPool } from '../../../../src/platform/postgres/pool.ts';
import { until } from '../../../support/until.ts';

const module = path.resolve(import.meta.dirname, '../../../../src/platform/embedded-postgres/embedded-postgres.ts');
const isRoot = process.getuid?.() === 0;
const forRoot = { skip: isRoot ? false : 'only root meets a folder that the user of Postgres may not enter' };
let folder = '';

before(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'embedded postgres é-'));
  chmodSync(folder, 0o755);
});
after(() => rm(folder, { recursive: true, force: true }));

describe('embedded Postgres, one life after the other (a path with a space and an accent)', () => {
  const directory = () => path.join(folder, 'shared');
  const start = () => startEmbeddedPostgres({ dataDirectory: directory(), durable: false });
  const data = () => path.join(directory(), 'cluster', 'data');

  test('a second start keeps the data', async () => {
    await using(await start(), (url) => ask(url, 'create table kept as select 42 as value'));
    assert.deepEqual(await using(await start(), (url) => ask(url, 'select value from kept')), [{ value: 42 }]);
  });

  test('the database is in UTF-8, sorts the same everywhere, lives in UTC and asks for the password, which only its owner may read', async () => {
    await using(await start(), async (url) => {
      const query = `select current_database() as name, current_setting('server_encoding') as encoding, datlocale as locale,
        current_setting('timezone') as zone, lower('É') as lower from pg_database where datname = current_database()`;
      const expected = { name: 'portal', encoding: 'UTF8', locale: 'C.UTF-8', zone: 'UTC', lower: 'é' };
      assert.deepEqual(await ask(url, query), [expected]);
      await assert.rejects(ask(url.replace(/:[^:@]+@/, ':guess@'), 'select 1'), /password authentication failed/);
      assert.equal(statSync(path.join(directory(), 'cluster', 'password')).mode & 0o777, 0o600);
    });
  });

  test('a database dropped by hand is created again', async () => {
    await using(await start(), (url) => ask(url.replace(/portal$/, 'postgres'), 'drop database portal'));
    assert.deepEqual(await using(await start(), (url) => ask(url, 'select 1 as one')), [{ one: 1 }]);
  });

  test('kill -9 of its owner stops Postgres, and a start right after works', async () => {
    const owner = await startOwner(directory());
    const postmaster = readPostmaster(data())?.pid ?? 0;
    owner.kill('SIGKILL');
    await using(await start(), async (url) => {
      assert.equal(describeProcess(postmaster), null);
      await ask(url, 'select 1');
    });
  });

  test('kill -9 of the shell that watches over Postgres stops it too', {
    skip: process.platform !== 'linux' && 'reads /proc',
  }, async () => {
    const postgres = await start();
    const postmaster = readPostmaster(data())?.pid ?? 0;
    const parent = /^\d+ \(.*\) \S (\d+)/.exec(readFileSync(`/proc/${postmaster}/stat`, 'utf8'))?.[1];
    process.kill(Number(parent), 'SIGKILL');
    await until(() => describeProcess(postmaster) === null);
    await postgres.stop();
  });

  test('a database that a living portal uses is refused, with the process and the remedy', async () => {
    await using(await start(), async (url) => {
      const expected = new RegExp(`another portal uses .*process ${process.pid} \\(.*Stop it, or set DATABASE_URL`);
      await assert.rejects(start(), expected);
      await ask(url, 'select 1');
    });
  });

  test('a lock left by a stopped machine does not block when another program of the same user has its number', async () => {
    const { uid, gid } = statSync(data());
    const stranger = spawn('sleep', ['60'], isRoot ? { uid, gid, cwd: '/' } : {});
    await once(stranger, 'spawn');
    const now = Math.floor(Date.now() / 1_000);
    writeFileSync(
      path.join(data(), 'postmaster.pid'),
      `${stranger.pid}\n${data()}\n${now}\n5432\n\n127.0.0.1\n  1 1\nready   \n`,
    );
    await using(await start(), (url) => ask(url, 'select 1'));
    assert.equal(stranger.exitCode, null);
    stranger.kill('SIGKILL');
  });

  test('an error carries the last lines of the log and the place of the log', async () => {
    appendFileSync(path.join(data(), 'postgresql.auto.conf'), 'work_mem = tangerine\n');
    await assert.rejects(start(), /did not start:\n[\s\S]*"work_mem": "tangerine"[\s\S]*postgres\.log/);
  });
});

describe('embedded Postgres, first start', () => {
  test('a start killed in the middle of making the files is repaired by the next one', async () => {
    const directory = path.join(folder, 'half-done');
    mkdirSync(directory);
    const owner = spawnOwner(directory);
    const halfDone = async () => (await readdir(directory, { recursive: true })).some((name) => name.includes('base'));
    await until(halfDone);
    owner.kill('SIGKILL');
    await once(owner, 'exit');
    assert.equal(existsSync(path.join(directory, 'cluster')), false);
    const postgres = await startEmbeddedPostgres({ dataDirectory: directory, durable: false });
    await using(postgres, (url) => ask(url, 'select 1'));
    await until(async () => {
      await using(await startEmbeddedPostgres({ dataDirectory: directory, durable: false }), async () => {});
      return !(await readdir(directory)).some((name) => name.startsWith('new-'));
    });
  });

  test('several starts at once get ports of their own, and of two in the same folder one is refused', async () => {
    const directories = ['one', 'two', 'two'].map((name) => path.join(folder, name));
    const starts = directories.map((dataDirectory) => startEmbeddedPostgres({ dataDirectory, durable: false }));
    const settled = await Promise.allSettled(starts);
    const started = settled.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
    const refused = settled.flatMap((result) => (result.status === 'rejected' ? [String(result.reason)] : []));
    assert.equal(new Set(started.map(({ url }) => new URL(url).port)).size, 2);
    for (const postgres of started) await using(postgres, (url) => ask(url, 'select 1'));
    assert.equal(refused.length, 1);
    assert.match(refused[0] ?? '', /another portal uses/);
  });
});

describe('embedded Postgres as root', () => {
  test(
    'works in a folder that only root may enter, keeps the data, and a note there says where they are',
    forRoot,
    async () => {
      const closed = path.join(folder, 'closed');
      mkdirSync(closed, { mode: 0o700 });
      const dataDirectory = path.join(closed, 'postgres');
      const start = () => startEmbeddedPostgres({ dataDirectory, durable: false });
      await using(await start(), (url) => ask(url, 'create table kept as select 42 as value'));
      const area = shelteredArea(realpathSync(dataDirectory));
      try {
        assert.deepEqual(await using(await start(), (url) => ask(url, 'select value from kept')), [{ value: 42 }]);
        assert.ok(readFileSync(path.join(dataDirectory, 'DATABASE-IS-ELSEWHERE.txt'), 'utf8').includes(area));
      } finally {
        removeEmbeddedPostgres(dataDirectory);
      }
      assert.equal(existsSync(area), false);
    },
  );

  test('programs that its user cannot reach are copied to where it can', forRoot, () => {
    const native = path.join(folder, 'root-only', 'native');
    for (const name of ['bin', 'share/postgresql']) mkdirSync(path.join(native, name), { recursive: true });
    chmodSync(path.dirname(native), 0o700);
    writeFileSync(path.join(native, 'bin', 'postgres'), '#!/bin/sh\n', { mode: 0o700 });
    writeFileSync(path.join(native, 'share/postgresql/postgres.bki'), '', { mode: 0o600 });
    const found = { directory: native, postgres: path.join(native, 'bin/postgres'), initdb: '', version: '18.0' };
    const nobody = { uid: 65_534, gid: 65_534 };
    const shelter = path.join(folder, 'shelter');
    assert.equal(reachableBinaries(found, null, shelter), found);
    assert.equal(path.dirname(reachableBinaries(found, nobody, shelter).directory), shelter);
  });
});

test('the log of Postgres never takes more than two files of about 5 MB', () => {
  const file = path.join(folder, 'postgres.log');
  appendFileSync(file, 'x'.repeat(6_000_000));
  boundLog(file);
  assert.equal(statSync(file).size, 0);
  assert.equal(statSync(`${file}.1`).size, 6_000_000);
});

async function using<T>(postgres: EmbeddedPostgres, work: (url: string) => Promise<T>): Promise<T> {
  try {
    return await work(postgres.url);
  } finally {
    await postgres.stop();
  }
}

async function ask(url: string, text: string): Promise<unknown[]> {
  const pool = createPool({ url, max: 1, log: createLog('silent') });
  try {
    return (await pool.query(text)).rows;
  } finally {
    await pool.end();
  }
}

function spawnOwner(dataDirectory: string): ChildProcess {
  const options = JSON.stringify({ dataDirectory, durable: false });
  const program = `import { startEmbeddedPostgres } from ${JSON.stringify(module)};
    await startEmbeddedPostgres(${options}); process.stdout.write('up'); setInterval(() => {}, 1_000);`;
  return spawn(process.execPath, ['--input-type=module', '-e', program], { stdio: ['ignore', 'pipe', 'inherit'] });
}

async function startOwner(dataDirectory: string): Promise<ChildProcess> {
  const owner = spawnOwner(dataDirectory);
  assert.ok(owner.stdout);
  await once(owner.stdout, 'data');
  return owner;
}
