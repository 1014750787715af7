import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { createFolderStorage, storageFault } from '../../../../src/platform/storage/folder-storage.ts';
import { StorageUnavailable } from '../../../../src/platform/storage/storage.ts';
import { fileHolding, objectsOf, testStorage } from '../../../support/documents/storage-table.ts';

let root = '';
before(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'documents-'));
});
after(() => rm(root, { recursive: true, force: true }));

testStorage(() => createFolderStorage(path.join(root, 'shared')));

test('a storage that holds nothing yet lists nothing', async () => {
  assert.deepEqual(await objectsOf(createFolderStorage(path.join(root, 'absent'))), []);
});

test('documents spread over folders and are readable by the portal’s user only', async () => {
  const folder = path.join(root, 'spread');
  const storage = createFolderStorage(folder);
  for (let n = 0; n < 64; n += 1) await storage.keep(randomUUID(), await fileHolding('x'));
  const folders = await readdir(folder);
  assert.ok(folders.length > 32, `${folders.length} folders for 64 documents`);
  for (const name of folders) assert.equal((await stat(path.join(folder, name))).mode & 0o077, 0);
});

test('a copy that a crash cut is listed, so that the sweep can remove it, and is not taken for the document', async () => {
  const folder = path.join(root, 'cut');
  const storage = createFolderStorage(folder);
  const key = randomUUID();
  await mkdir(path.join(folder, key.slice(-2)), { recursive: true });
  await writeFile(path.join(folder, key.slice(-2), `${key}.partial`), 'half');
  const [found] = await objectsOf(storage);
  assert.equal(found?.key, `${key}.partial`);
  await storage.remove(`${key}.partial`);
  assert.deepEqual(await objectsOf(storage), []);
});

test('a file comes over from another file system whole', { skip: !(await hasOtherFileSystem()) }, async () => {
  const storage = createFolderStorage(path.join('/dev/shm', path.basename(root)));
  const key = randomUUID();
  await storage.keep(key, await fileHolding('from another disk'));
  const objects = await objectsOf(storage);
  await rm(path.join('/dev/shm', path.basename(root)), { recursive: true, force: true });
  assert.deepEqual(
    objects.map((object) => object.key),
    [key],
  );
});

test('a folder that cannot be written is a storage that is away, and recovers by itself', async () => {
  const folder = path.join(root, 'blocked');
  await writeFile(folder, 'a file stands where the folder should');
  const storage = createFolderStorage(folder);
  const file = await fileHolding('kept later');
  await assert.rejects(storage.keep(randomUUID(), file), (error) => error instanceof StorageUnavailable && !error.full);
  await rm(folder);
  await storage.keep(randomUUID(), file);
});

test('a full disk is told from one that is away, and other errors stay what they are', () => {
  const fault = (code: string) => storageFault(Object.assign(new Error(code), { code }));
  for (const code of ['ENOSPC', 'EDQUOT']) assert.equal((fault(code) as StorageUnavailable).full, true, code);
  for (const code of ['EROFS', 'EIO', 'EACCES']) assert.equal((fault(code) as StorageUnavailable).full, false, code);
  assert.ok(!(fault('EINVAL') instanceof StorageUnavailable));
  const ofLibvips = storageFault(new Error('/x.clean: write error\nsystem error: No space left on device'));
  assert.ok(ofLibvips instanceof StorageUnavailable && ofLibvips.full);
  assert.ok(!(storageFault(new TypeError('a mistake')) instanceof StorageUnavailable));
});

async function hasOtherFileSystem(): Promise<boolean> {
  const shared = await stat('/dev/shm').catch(() => null);
  return shared !== null && shared.dev !== (await stat(tmpdir())).dev;
}
