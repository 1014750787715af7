import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import fs, { mkdtemp, rm } from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, mock, test } from 'node:test';
import { createFolderStorage } from '../../../../src/platform/storage/folder-storage.ts';
import { fileHolding } from '../../../support/documents/storage-table.ts';

// Only a power cut shows that a file was not made durable, so these tests watch what the storage asks of the disk, and in
// which order. The named exports of node:fs/promises follow its object once they are synchronised.

let root = '';
let asked: string[] = [];

beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'durable-'));
  asked = [];
  const { open, rename, copyFile } = fs;
  mock.method(fs, 'open', async (...given: Parameters<typeof open>) => {
    const handle = await open(...given);
    const sync = handle.sync.bind(handle);
    mock.method(handle, 'sync', async () => {
      await sync();
      asked.push(`sync ${given[0]}`);
    });
    return handle;
  });
  mock.method(fs, 'rename', async (from: string, to: string) => {
    if (crossesDisks(from)) throw Object.assign(new Error('another disk'), { code: 'EXDEV' });
    await rename(from, to);
    asked.push(`rename ${from} ${to}`);
  });
  mock.method(fs, 'copyFile', async (from: string, to: string) => {
    await copyFile(from, to);
    asked.push(`copy ${from} ${to}`);
  });
  syncBuiltinESMExports();
});

afterEach(async () => {
  mock.restoreAll();
  syncBuiltinESMExports();
  crossesDisks = () => false;
  await rm(root, { recursive: true });
});

let crossesDisks: (file: string) => boolean = () => false;

/** Keeps a document and returns what was asked of the disk until the storage answered. */
async function keep(file: string, folder: string) {
  const key = randomUUID();
  await createFolderStorage(folder).keep(key, file);
  const parent = path.join(folder, key.slice(-2));
  return { asked, parent, place: path.join(parent, key) };
}

test('a document is durable, then its name, then the folders that are new, before the storage answers', async () => {
  const file = await fileHolding('x');
  const folder = path.join(root, 'documents');
  const { asked, parent, place } = await keep(file, folder);
  assert.deepEqual(asked, [
    `sync ${file}`,
    `rename ${file} ${place}`,
    `sync ${parent}`,
    `sync ${folder}`,
    `sync ${root}`,
  ]);
});

test('a document in a folder that is there makes its name durable in that one', async () => {
  const file = await fileHolding('x');
  const key = randomUUID();
  const folder = path.join(root, 'documents');
  const parent = path.join(folder, key.slice(-2));
  await fs.mkdir(parent, { recursive: true });
  await createFolderStorage(folder).keep(key, file);
  assert.deepEqual(asked, [`sync ${file}`, `rename ${file} ${path.join(parent, key)}`, `sync ${parent}`]);
});

test('a document from another disk is copied, and its copy is durable before it gets its name', async () => {
  const file = await fileHolding('x');
  crossesDisks = (from) => from === file;
  const { asked, parent, place } = await keep(file, path.join(root, 'documents'));
  assert.deepEqual(asked.slice(0, 5), [
    `sync ${file}`,
    `copy ${file} ${place}.partial`,
    `sync ${place}.partial`,
    `rename ${place}.partial ${place}`,
    `sync ${parent}`,
  ]);
});
