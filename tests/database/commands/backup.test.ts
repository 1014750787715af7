import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { appendFile, cp, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { before, describe, it } from 'node:test';
import { insertCommuneChange } from '../../../src/features/commune/commune-changes.repository.ts';
import { readWordmark } from '../../../src/features/commune/read-wordmark.ts';
import { documentFile, tableFile } from '../../../src/features/operations/backup/manifest.ts';
import { atTheEnd } from '../../support/cleanup.ts';
import { ownerDatabase } from '../../support/database.ts';
import { storeLogo } from '../../support/documents/logo.ts';
import { startPortal, type TestPortal } from '../../support/portal.ts';
import { runCommand } from '../../support/processes/command.ts';
import { joined } from '../../support/processes/joined.ts';
import { addColleague } from '../../support/staff.ts';
import { attachDocument } from '../../support/submissions/documents.ts';
import { insertIssued } from '../../support/submissions/issued.ts';
import { insertSubmission } from '../../support/submissions/submitted.ts';
import { until } from '../../support/until.ts';
import { newAddress } from '../../support/visitor.ts';

let portal: TestPortal;
let folder: string;
before(async () => {
  portal = await startPortal();
  folder = await mkdtemp(path.join(tmpdir(), 'portal-backup-'));
  atTheEnd(() => rm(folder, { recursive: true, force: true }));
});

const environment = () => ({
  NODE_ENV: 'test',
  DATABASE_URL: portal.databaseUrl,
  DATA_DIR: portal.app.config.dataDirectory,
});
const run = (command: string, ...options: string[]) =>
  runCommand(`src/commands/${command}.ts`, { options, environment: environment() });
const backUp = (name: string) => run('backup', path.join(folder, name));
const drill = (name: string, ...options: string[]) => run('restore-drill', path.join(folder, name), ...options);

async function insertCitizen(): Promise<string> {
  const email = newAddress('lucie');
  await portal.app.db.pool.query(
    `insert into citizens (email, first_name, last_name, language, password_hash) values ($1, 'Lucie', 'Été\\N	"tab', 'fr', 'x')`,
    [email],
  );
  return email;
}

/** Files submissions with documents, one after the other, as the portal writes them: content first, then its row. */
async function fileOne(): Promise<void> {
  const { reference } = await insertSubmission(portal.app.db, { email: await insertCitizen() });
  await attachDocument(portal.app, reference);
  await insertIssued(portal.app, reference);
}

const databasesBeside = async () =>
  (
    await ownerDatabase(portal.databaseUrl).pool.query(
      `select datname from pg_database where datname like 'portal_beside_%'`,
    )
  ).rows.length;

describe('a backup', () => {
  it('taken while people file is proved by the drill, which leaves nothing behind', async () => {
    await fileOne();
    let filing = true;
    let filed = 0;
    const people = (async () => {
      for (; filing; filed += 1) await fileOne();
    })();
    const backup = await backUp('under-load');
    filing = false;
    await people;
    assert.equal(backup.code, 0, backup.complained);
    assert.ok(filed > 0);
    assert.match(backup.said, /\d+ tables, \d+ rows, \d+ documents/);
    const proof = await drill('under-load');
    assert.equal(proof.code, 0, proof.complained);
    assert.match(proof.said, /Proved: .* can be restored[\s\S]*byte for byte[\s\S]*SHA-256/);
    const [, saved = ''] = /(\d+ tables, \d+ rows)/.exec(backup.said) ?? [];
    assert.ok(saved !== '' && proof.said.includes(saved), proof.said);
    assert.equal(await databasesBeside(), 0);
  });

  it('leaves sessions out, and refuses a folder that holds something', async () => {
    const tables = await readdir(path.join(folder, 'under-load', 'tables'));
    assert.ok(tables.includes('public.citizens.copy.gz') && tables.includes('graphile_worker._private_jobs.copy.gz'));
    assert.ok(!tables.some((name) => /sessions|quotas|job_runners|staged/.test(name)));
    const again = await backUp('under-load');
    assert.equal(again.code, 1);
    assert.match(again.complained, /is not empty: give a folder for this backup alone/);
  });

  it('holds each logo that was set, also one that is no longer', async () => {
    const { app } = portal;
    const { id: staffMemberId } = await addColleague(portal, 'administrator');
    const logos: string[] = [];
    for (const colour of ['#7a1f3d', '#1f4d3a']) {
      const { wordmark } = await readWordmark(app, await storeLogo(app, { colour }));
      logos.push(wordmark.sha256);
      const settings = { ...app.config.commune, wordmark };
      const change = { revision: logos.length, settings, reason: 'Charte', staffMemberId };
      await app.db.transaction((tx) => insertCommuneChange(tx, change));
    }
    const backup = await backUp('logos');
    assert.equal(backup.code, 0, backup.complained);
    for (const sha256 of logos) await readFile(documentFile(path.join(folder, 'logos'), sha256));
    const proof = await drill('logos');
    assert.equal(proof.code, 0, proof.complained);
    await rm(documentFile(path.join(folder, 'logos'), logos[0] ?? ''));
    assert.match((await drill('logos')).complained, /is missing in the backup/);
  });

  it('is refused when a document is not what its row says', async () => {
    const [key = ''] = (
      await portal.app.db.pool.query('select id from attachments order by added_at desc limit 1')
    ).rows.map(({ id }) => id);
    const place = path.join(portal.app.config.dataDirectory, 'documents', key.slice(-2), key);
    const whole = await readFile(place);
    await appendFile(place, 'x');
    const damaged = await backUp('damaged');
    assert.equal(damaged.code, 1);
    assert.match(damaged.complained, new RegExp(`the document ${key} is damaged`));
    assert.match((await drill('damaged')).complained, /holds no manifest.json: it is no backup, or one that was cut/);
    await rm(place);
    await writeFile(place, whole);
  });
});

describe('the drill', () => {
  const DAMAGE: Readonly<Record<string, { harm(place: string): Promise<void>; words: RegExp }>> = {
    'a document that is missing': {
      harm: async (place) => rm(await anyDocument(place)),
      words: /Not proved: the document [0-9a-f-]+ is missing in the backup/,
    },
    'a document that is damaged': {
      harm: async (place) => appendFile(await anyDocument(place), 'x'),
      words: /Not proved: the document [0-9a-f-]+ is damaged in the backup/,
    },
    'a table in place of another': {
      harm: async (place) => rename(tableFile(place, 'public.staff_sign_ins'), tableFile(place, 'public.sign_ins')),
      words: /Not proved: public\.staff_sign_ins cannot be loaded/,
    },
    'a manifest that says otherwise': {
      harm: async (place) => {
        const file = path.join(place, 'manifest.json');
        await writeFile(file, (await readFile(file, 'utf8')).replace(/"sha256": "\w/, '"sha256": "0'));
      },
      words: /what was restored is not what was saved/,
    },
  };
  const anyDocument = async (place: string) => {
    const { rows } = await portal.app.db.pool.query('select id from issued_documents order by issued_at limit 1');
    return documentFile(place, rows[0].id);
  };
  for (const [what, { harm, words }] of Object.entries(DAMAGE)) {
    it(`finds ${what}`, async () => {
      const name = what.replaceAll(' ', '-');
      await cp(path.join(folder, 'under-load'), path.join(folder, name), { recursive: true });
      await harm(path.join(folder, name));
      const { code, complained } = await drill(name);
      assert.equal(code, 1);
      assert.match(complained, words);
      assert.equal(await databasesBeside(), 0);
    });
  }

  it('killed half-way leaves the living database untouched, and the next one clears up', async () => {
    const counts = () =>
      portal.app.db.pool.query('select (select count(*) from citizens), (select count(*) from attachments)');
    const living = (await counts()).rows;
    const child = spawn(process.execPath, [joined('src/commands/restore-drill.ts'), path.join(folder, 'under-load')], {
      env: { PATH: process.env['PATH'], ...environment() },
      stdio: 'ignore',
    });
    await until(async () => (await databasesBeside()) === 1, 'the drill has begun');
    child.kill('SIGKILL');
    await new Promise((done) => child.once('exit', done));
    assert.deepEqual((await counts()).rows, living);
    await until(async () => {
      const gone = `select from pg_stat_activity where datname like 'portal_beside_%'`;
      return (await portal.app.db.pool.query(gone)).rowCount === 0;
    }, 'its connections are gone');
    const next = await drill('under-load', '--keep');
    assert.equal(next.code, 0, next.complained);
    const [, kept = ''] = /database (portal_beside_\w+) is left/.exec(next.said) ?? [];
    assert.equal(await databasesBeside(), 1);
    const url = Object.assign(new URL(portal.databaseUrl), { pathname: `/${kept}` });
    const restored = ownerDatabase(url.href);
    const { rows } = await restored.pool.query('select last_name from citizens limit 1');
    assert.equal(rows[0].last_name, 'Été\\N	"tab');
    const { rows: off } = await restored.pool.query(
      `select count(*) from pg_trigger where not tgisinternal and tgenabled = 'D'`,
    );
    assert.equal(Number(off[0].count), 0);
    await ownerDatabase(portal.databaseUrl).pool.query(`drop database ${kept} with (force)`);
  });
});
