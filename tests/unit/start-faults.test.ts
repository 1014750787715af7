import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { refuseOldPostgres } from '../../src/platform/postgres/migrate.ts';
import { ServingRoleMissingError } from '../../src/platform/postgres/serving-role.ts';
import { OwnerFault } from '../../src/prepare.ts';
import { startFaultInWords } from '../../src/start-faults.ts';
import { createTestDatabase } from '../support/database.ts';
import { freePort } from '../support/free-port.ts';
import { runCommand } from '../support/processes/command.ts';
import { startRefusingSmtp } from '../support/smtp.ts';

let folder: string;
let databaseUrl: string;
before(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'portal-faults-'));
  databaseUrl = (await createTestDatabase()).url;
});
after(() => rm(folder, { recursive: true, force: true }));

/** The real start, to its end, and what it said; a process that goes on serving is killed after a minute. */
async function start(environment: Record<string, string>) {
  const port = String(await freePort());
  const settings = { NODE_ENV: 'test', PORT: port, DATA_DIR: folder, DATABASE_URL: databaseUrl, LOG_LEVEL: 'fatal' };
  return runCommand('src/start.mjs', { options: [], environment: { ...settings, ...environment } });
}

/** A place of the same server that differs in one part. */
function elsewhere(change: (url: URL) => void): string {
  const url = new URL(databaseUrl);
  change(url);
  return url.href;
}

describe('a start that cannot be', () => {
  it('because the port is taken names PORT', async () => {
    const other = createServer().listen(0);
    const { port } = other.address() as { port: number };
    const { code, complained } = await start({ PORT: String(port), HOST: '0.0.0.0' });
    other.close();
    assert.equal(code, 1);
    assert.match(complained, new RegExp(`PORT ${port} is taken: .*give another PORT`));
  });

  it('because the port is taken names PORT once and ends, also when several processes were to serve', async () => {
    const other = createServer().listen(0);
    const { port } = other.address() as { port: number };
    const { code, complained } = await start({ PORT: String(port), HOST: '0.0.0.0', WEB_PROCESSES: '3' });
    other.close();
    assert.equal(code, 1);
    assert.match(complained, new RegExp(`^The portal did not start: PORT ${port} is taken: .*\n$`));
  });

  it('because the address is another machine’s names HOST', async () => {
    assert.match(
      (await start({ HOST: '192.0.2.1' })).complained,
      /HOST 192\.0\.2\.1 is no address of this machine: give/,
    );
  });

  it('because nobody answers at the address of Postgres, or there is no such database, names DATABASE_URL', async () => {
    const port = String(await freePort());
    const nobody = await start({ DATABASE_URL: `postgresql://u:hunter2@127.0.0.1:${port}/portal` });
    assert.match(
      nobody.complained,
      new RegExp(`DATABASE_URL: no Postgres answers at 127.0.0.1:${port}/portal .*start it`),
    );
    assert.doesNotMatch(nobody.complained, /hunter2/);
    const nameless = await start({
      DATABASE_URL: elsewhere((url) => {
        url.pathname = '/nowhere';
      }),
    });
    assert.match(nameless.complained, /DATABASE_URL: .*\/nowhere has no such database: create it/);
  });

  it('because nobody answers the owner of the tables names DATABASE_OWNER_URL and that address', async () => {
    const port = String(await freePort());
    const { complained } = await start({ DATABASE_OWNER_URL: `postgresql://o:hunter2@127.0.0.1:${port}/portal` });
    assert.match(complained, new RegExp(`DATABASE_OWNER_URL: no Postgres answers at 127.0.0.1:${port}/portal `));
  });

  it('because the mail server refuses the user, or offers no TLS, names SMTP_URL and shows no password', async () => {
    const place = await startRefusingSmtp();
    const unknown = await start({ SMTP_URL: `smtp://portal:hunter2@${place}`, SMTP_TLS: 'off' });
    assert.equal(unknown.code, 1);
    assert.match(unknown.complained, /SMTP_URL: the mail server refuses this user or password: give/);
    assert.doesNotMatch(unknown.complained, /hunter2/);
    const open = await start({ SMTP_URL: `smtp://portal:hunter2@${place}`, SMTP_TLS: 'required' });
    assert.match(open.complained, /SMTP_URL: the mail server offers no TLS: give smtps/);
  });

  it('because the folder cannot be written names DATA_DIR', async () => {
    const file = path.join(folder, 'a-file');
    await writeFile(file, '');
    const { code, complained } = await start({ DATA_DIR: path.join(file, 'data') });
    assert.equal(code, 1);
    assert.match(complained, /DATA_DIR: .*a-file.* cannot be written: give/);
  });
});

describe('a command that cannot be', () => {
  const COMMANDS: Readonly<Record<string, readonly string[]>> = {
    'audit-verify': [],
    'restore-drill': ['.'],
    'staff-departments': ['nadia@demo.example', 'all'],
    'staff-add': ['nadia@demo.example', 'agent', 'Nadia', 'El Amrani'],
  };
  for (const [command, options] of Object.entries(COMMANDS)) {
    it(`because nobody answers at the address of Postgres says so as the start does: ${command}`, async () => {
      const environment = { DATABASE_URL: `postgresql://u:hunter2@127.0.0.1:${await freePort()}/portal` };
      const { code, complained } = await runCommand(`src/commands/${command}.ts`, { options, environment });
      assert.equal(code, 1);
      assert.match(complained, /: DATABASE_URL: no Postgres answers at 127\.0\.0\.1:\d+\/portal .*start it/);
    });
  }
});

describe('faults that no test can make', () => {
  const config = {
    port: 3000,
    host: null,
    databaseUrl: 'postgresql://u:hunter2@db/portal',
    databaseOwnerUrl: null,
    dataDirectory: '/var/portal',
  };
  const fault = (code: string, more = {}) =>
    startFaultInWords(Object.assign(new Error('raw words'), { code, ...more }), config);

  it('are told with the setting and the remedy, and no password', () => {
    assert.match(fault('28P01'), /DATABASE_URL: db:5432\/portal refuses this user or password: give/);
    assert.match(fault('42501'), /DATABASE_URL: .*grant/);
    const twoRoles = { ...config, databaseOwnerUrl: 'postgresql://o:hunter3@db/portal' };
    const denied = Object.assign(new Error('raw words'), { code: '42501' });
    const asOwner = startFaultInWords(new OwnerFault('raw words', { cause: denied }), twoRoles);
    assert.match(asOwner, /DATABASE_OWNER_URL: .*grant/);
    assert.match(startFaultInWords(denied, twoRoles), /DATABASE_URL: .*grant/);
    const missing = startFaultInWords(new ServingRoleMissingError('portal_serving'), twoRoles);
    assert.match(missing, /DATABASE_URL: db:5432\/portal has no user portal_serving: type there « create role/);
    assert.doesNotMatch(missing, /hunter/);
    const full = Object.assign(new Error('could not extend file "base/5/16384": No space left on device'), {
      code: '53100',
    });
    assert.match(startFaultInWords(full, config), /DATABASE_URL: the disk of db:5432\/portal is full: make room there/);
    assert.match(fault('53300'), /DATABASE_URL: .*max_connections/);
    assert.match(
      fault('ENOSPC', { path: '/var/portal/x' }),
      /DATA_DIR: the disk of \/var\/portal\/x is full: make room/,
    );
    assert.match(fault('EROFS'), /DATA_DIR: \/var\/portal cannot be written: give/);
    assert.match(fault('EACCES', { syscall: 'listen' }), /PORT 3000 is not for this user: give/);
    assert.match(fault('ENOTFOUND', { syscall: 'getaddrinfo' }), /DATABASE_URL: no Postgres answers at db:5432/);
    assert.match(fault('XX000'), /did not start: raw words/);
  });

  it('are told of the embedded Postgres by its folder', () => {
    const embedded = { ...config, databaseUrl: null };
    const unmade = new Error('could not create its files:\nFATAL:  could not extend file: No space left on device');
    assert.match(startFaultInWords(unmade, embedded), /DATA_DIR: the disk of \/var\/portal is full: make room/);
    const ended = new OwnerFault('', { cause: new Error('Connection terminated unexpectedly') });
    assert.match(
      startFaultInWords(ended, embedded),
      /DATA_DIR: the embedded Postgres in \/var\/portal has stopped: see whether its disk is full/,
    );
    const full = Object.assign(new Error('could not extend file: No space left on device'), { code: '53100' });
    assert.match(
      startFaultInWords(full, embedded),
      /DATA_DIR: the disk of the embedded Postgres in \/var\/portal is full: make room there/,
    );
  });

  it('a Postgres before 15 is refused with its version', () => {
    refuseOldPostgres('150000');
    refuseOldPostgres('180004');
    const old = () => refuseOldPostgres('140019');
    assert.throws(old, (error) => /is Postgres 14: give Postgres 15 or later/.test(startFaultInWords(error, config)));
  });
});
