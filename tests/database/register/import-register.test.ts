import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import test from 'node:test';
import { EnterpriseNumber } from '../../../src/domain/numbers/enterprise-number.ts';
import { openExtract } from '../../../src/features/register/extract-files.ts';
import { importRegister } from '../../../src/features/register/import-register.ts';
import { findLastExtract, findRegistryEnterprise } from '../../../src/features/register/register.repository.ts';
import { lockRegister } from '../../../src/features/register/staged-register.repository.ts';
import type { Database } from '../../../src/platform/database.ts';
import { silentProgress } from '../../../src/platform/files/progress.ts';
import { bulkTransaction } from '../../../src/platform/postgres/bulk-load.ts';
import { createTestDatabase, ownerDatabase } from '../../support/database.ts';
import {
  editedSample,
  importFrom,
  importSample,
  numbered,
  sampleFolder,
  temporaryFolder,
  zippedSample,
} from '../../support/kbo.ts';
import { untilWaiting } from '../../support/locks.ts';

async function emptyRegister(): Promise<Database> {
  return ownerDatabase((await createTestDatabase()).url);
}

async function contents(db: Database): Promise<unknown[]> {
  const tables = ['enterprises', 'names', 'codes', 'languages', 'staged_enterprises', 'staged_names'];
  const dump = (table: string) =>
    db.pool.query(`select * from register_${table} order by 1, 2, 3, 4`.replace(/(languages.*), 3, 4/, '$1'));
  return (await Promise.all(tables.map(dump))).map(({ rows }) => rows);
}

const nameOf = async (db: Database, number: string) =>
  (await findRegistryEnterprise(db, EnterpriseNumber.parse(number)))?.registryName;

test('a full extract is imported from its folder', async () => {
  const db = await emptyRegister();
  const { extract, files, changes } = await importSample(db);
  assert.deepEqual(extract, { number: 900, kind: 'full', snapshotDate: '2026-10-02' });
  assert.deepEqual(
    files.map(({ file, rows, kept, notUsed, malformed }) => [file, rows, kept, notUsed, malformed]),
    [
      ['code.csv', 40, 34, 6, 0],
      ['enterprise.csv', 5, 5, 0, 0],
      ['denomination.csv', 14, 12, 2, 0],
    ],
  );
  assert.deepEqual([changes.enterprisesWritten, changes.namesWritten], [5, 12]);
  assert.deepEqual(await findLastExtract(db), extract);
});

test('the ZIP brings the same as the folder', async () => {
  const [fromFolder, fromZip] = [await emptyRegister(), await emptyRegister()];
  await importSample(fromFolder);
  await importSample(fromZip, await zippedSample('full'));
  assert.deepEqual(await contents(fromZip), await contents(fromFolder));
});

test('the same full extract again changes nothing', async () => {
  const db = await emptyRegister();
  await importSample(db);
  const before = await contents(db);
  const { changes } = await importSample(db);
  assert.ok(Object.values(changes).every((count) => count === 0));
  assert.deepEqual(await contents(db), before);
});

test('a later full extract replaces: what it does not hold is gone, what differs is changed', async () => {
  const db = await emptyRegister();
  await importSample(db);
  const later = await editedSample('full', {
    'meta.csv': numbered(905),
    'enterprise.csv': (text) => text.replace(/"1999\.000\.447".*\n/, '').replace('"610",,', '"014",,'),
    'denomination.csv': (text) => text.replace(/"1999\.000\.447".*\n/g, '').replace('Les Amis du Parc', 'Les Amis'),
  });
  const { changes } = await importSample(db, later);
  assert.deepEqual([changes.enterprisesWritten, changes.enterprisesDeleted, changes.namesWritten], [1, 1, 1]);
  assert.equal(await findRegistryEnterprise(db, EnterpriseNumber.parse('1999000447')), null);
  assert.equal(await nameOf(db, '1999000249'), 'Les Amis');
  assert.equal((await findRegistryEnterprise(db, EnterpriseNumber.parse('1999000150')))?.registryLegalForm, '014');
});

test('an update extract deletes what it lists, then inserts', async () => {
  const db = await emptyRegister();
  await importSample(db);
  await importSample(db, await zippedSample('update'));
  assert.equal(await findRegistryEnterprise(db, EnterpriseNumber.parse('1999000447')), null);
  assert.equal(await nameOf(db, '1999000249'), 'Les Amis du Parc Josaphat');
  assert.equal(await nameOf(db, '1999000645'), 'Tram 92 \\ Pavillon');
  assert.equal(await nameOf(db, '1999000150'), 'Brasserie Dubois');
  assert.equal((await findLastExtract(db))?.number, 901);
});

test('an enterprise changed by an update keeps the names that the update does not list', async () => {
  const db = await emptyRegister();
  await importSample(db);
  await importSample(db, sampleFolder('update'));
  assert.equal(await nameOf(db, '1999000348'), 'Fietsatelier Helmet');
});

test('an update that the register contains already does nothing', async () => {
  const db = await emptyRegister();
  await importSample(db);
  await importSample(db, sampleFolder('update'));
  const before = await contents(db);
  assert.equal((await importFrom(db, sampleFolder('update'))).outcome, 'already-contained');
  assert.deepEqual(await contents(db), before);
});

test('extracts out of order are refused', async () => {
  const db = await emptyRegister();
  assert.equal((await importFrom(db, sampleFolder('update'))).outcome, 'extracts-missing-before');
  await importSample(db);
  const gap = await editedSample('update', { 'meta.csv': numbered(902) });
  assert.equal((await importFrom(db, gap)).outcome, 'extracts-missing-before');
  const older = await editedSample('full', { 'meta.csv': numbered(899) });
  assert.equal((await importFrom(db, older)).outcome, 'older-than-register');
  assert.equal((await findLastExtract(db))?.number, 900);
});

test('a second import at the same time is refused', async () => {
  const db = await emptyRegister();
  await bulkTransaction(db, async (tx) => {
    assert.equal(await lockRegister(tx), true);
    assert.equal((await importFrom(db, sampleFolder('full'))).outcome, 'import-under-way');
  });
});

/** No reference says it: the importer does. */
async function namesWithoutEnterprise(db: Database): Promise<string[]> {
  const { rows } = await db.pool.query<{ name: string }>(`
    select name from register_names n
    where not exists (select from register_enterprises e where e.enterprise_number = n.enterprise_number)`);
  return rows.map(({ name }) => name);
}

test('no name outlives its enterprise, whatever kind of extract deletes it, nor comes without one', async () => {
  const db = await emptyRegister();
  await importSample(db);
  const withoutEnterprise = { 'enterprise.csv': (text: string) => text.replace(/"1999\.000\.249".*\n/, '') };
  const { changes } = await importSample(db, await editedSample('full', withoutEnterprise));
  assert.deepEqual(await namesWithoutEnterprise(db), []);
  assert.ok(changes.namesDeleted > 0 && changes.namesOfUnknownEnterprises === changes.namesDeleted);
  // Its enterprise is deleted and its names are not listed.
  const namesNotListed = { 'denomination_delete.csv': (text: string) => text.replace(/"1999\.000\.447".*\n/g, '') };
  await importSample(db, await editedSample('update', namesNotListed));
  assert.equal(await findRegistryEnterprise(db, EnterpriseNumber.parse('1999000447')), null);
  assert.deepEqual(await namesWithoutEnterprise(db), []);
});

test('malformed rows are counted, the first ones shown with their line, the others imported', async () => {
  const db = await emptyRegister();
  const place = await editedSample('full', {
    'enterprise.csv': (text) => `${text}"1999.0","AC","000","2","610",,"15-01-2024"\n"too","few"\n`,
    'denomination.csv': (text) => `${text}"1999.000.150","1","001","Caf\u0000"\n"1999.000.951","1","001","Inconnue"\n`,
  });
  const { files, changes } = await importSample(db, place);
  assert.deepEqual([files[1]?.rows, files[1]?.kept, files[1]?.malformed], [7, 5, 2]);
  assert.deepEqual(files[1]?.firstMalformed[0], { line: 7, reason: '« 1999.0 » is not an enterprise number' });
  assert.deepEqual([files[2]?.malformed, changes.namesOfUnknownEnterprises], [1, 1]);
});

test('an enterprise given twice is counted, and one of the two kept', async () => {
  const db = await emptyRegister();
  const place = await editedSample('full', {
    'enterprise.csv': (text) => `${text}"1999.000.150","AC","000","2","014",,"15-01-2020"\n`,
  });
  assert.equal((await importSample(db, place)).changes.repeatedEnterprises, 1);
  assert.equal((await findRegistryEnterprise(db, EnterpriseNumber.parse('1999000150')))?.registryLegalForm, '610');
});

test('an enterprise that has stopped or is being wound up is left out, and the report says why', async () => {
  const db = await emptyRegister();
  const place = await editedSample('full', {
    'enterprise.csv': (text) =>
      text.replace('"1999.000.150","AC"', '"1999.000.150","ST"').replace('0.249","AC","000"', '0.249","AC","050"'),
  });
  const { files } = await importSample(db, place);
  assert.deepEqual([files[1]?.kept, files[1]?.notUsed], [3, 2]);
  const reasons = { 'Status is ST, not AC': 1, 'JuridicalSituation is not 000 (normal)': 1 };
  assert.deepEqual(files[1]?.kindsNotUsed, reasons);
  for (const number of ['1999000150', '1999000249']) {
    assert.equal(await findRegistryEnterprise(db, EnterpriseNumber.parse(number)), null);
  }
});

test('a ZIP with two extracts is refused', async () => {
  const zip = await zippedSample('full', ['KboOpenData_900', 'KboOpenData_901']);
  await assert.rejects(openExtract(zip), /holds [a-z]+\.csv more than once: give a ZIP with one extract/);
});

const WRONG: readonly [string, Parameters<typeof editedSample>[1], RegExp][] = [
  ['a missing file', { 'denomination.csv': null }, /denomination\.csv is missing in .*portal-kbo/],
  ['no meta.csv', { 'meta.csv': null }, /meta\.csv is missing/],
  [
    'a column of another name',
    { 'enterprise.csv': (t) => t.replace('JuridicalFormCAC', 'Form') },
    /enterprise\.csv has no column JuridicalFormCAC: its first line is « EnterpriseNumber, Status/,
  ],
  ['an empty file', { 'denomination.csv': () => '' }, /denomination\.csv is empty/],
  ['a file without rows', { 'enterprise.csv': (t) => t.slice(0, t.indexOf('\n') + 1) }, /enterprise\.csv holds no row/],
  [
    'a file cut in a quote',
    { 'denomination.csv': (t) => t.slice(0, -4) },
    /denomination\.csv cannot be read to its end: .* not closed/,
  ],
  [
    'a file that is not UTF-8',
    { 'denomination.csv': (t) => Buffer.from(`${t}"1999.000.150","1","003","Café"\n`, 'latin1') },
    /denomination\.csv cannot be read to its end: line \d+ holds bytes that are not UTF-8 text/,
  ],
  [
    'a full extract of one enterprise',
    { 'enterprise.csv': (t) => t.split('\n').slice(0, 2).join('\n') },
    /of 5 enterprises in the register, 1 would be left, .* download it again\. If it is right, import it with --shrink/,
  ],
  ['another kind of extract', { 'meta.csv': (t) => t.replace('full', 'daily') }, /ExtractType is « daily »/],
  [
    'no language codes',
    { 'code.csv': (t) => t.replaceAll('\n"Language"', '\n"Taal"') },
    /code\.csv gives no code of the language fr and nl/,
  ],
  [
    'mostly malformed rows',
    { 'enterprise.csv': (t) => t + '"x","AC","000","2","610",,""\n'.repeat(30) },
    /enterprise\.csv has 30 malformed rows of 35; .*\n {2}line 7: « x »/,
  ],
];
for (const [what, edits, message] of WRONG) {
  test(`${what} is refused in plain words, and the register stays as it was`, async () => {
    const db = await emptyRegister();
    await importSample(db);
    const before = await contents(db);
    await assert.rejects(importFrom(db, await editedSample('full', edits)), { name: 'Error', message });
    assert.deepEqual(await contents(db), before);
    await importSample(db);
  });
}

test('a place that does not exist or is no ZIP is refused in plain words', async () => {
  await assert.rejects(openExtract('/nowhere/at/all'), /does not exist/);
  const file = path.join(await temporaryFolder(), 'extract.zip');
  await writeFile(file, 'not a zip');
  await assert.rejects(openExtract(file), /neither a folder nor a ZIP that can be read/);
});

test('readers see the old register until the new one is whole', async () => {
  const db = await emptyRegister();
  await importSample(db);
  const before = await contents(db);
  const files = await openExtract(
    await editedSample('full', {
      'meta.csv': numbered(906),
      'denomination.csv': (text) => text.replaceAll('Dubois', 'Dupont'),
    }),
  );
  // Held up at its very last step, the writing down of the extract, with everything else done.
  const holder = await db.pool.connect();
  await holder.query('begin');
  await holder.query('lock table register_extracts in share mode');
  const importing = importRegister({ db, files, progress: silentProgress });
  await untilWaiting(db, 1);
  assert.equal(await nameOf(db, '1999000150'), 'Brasserie Dubois');
  await holder.query('commit');
  holder.release();
  await importing;
  assert.notDeepEqual(await contents(db), before);
  assert.equal(await nameOf(db, '1999000150'), 'Brasserie Dupont');
});

test('a half-way failure of the disk leaves the old register whole', async () => {
  const db = await emptyRegister();
  await importSample(db);
  const before = await contents(db);
  const files = await openExtract(await editedSample('full', { 'meta.csv': numbered(907) }));
  const broken: typeof files = {
    ...files,
    find(name) {
      const file = files.find(name);
      if (file === null || name !== 'denomination.csv') return file;
      const open = async () => {
        const stream = await file.open();
        stream.once('data', () => stream.destroy(new Error('disk on fire')));
        return stream;
      };
      return { ...file, open };
    },
  };
  await assert.rejects(
    importRegister({ db, files: broken, progress: silentProgress }),
    /cannot be read to its end: disk on fire/,
  );
  assert.deepEqual(await contents(db), before);
  assert.equal((await findLastExtract(db))?.number, 900);
});
