import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { test } from 'node:test';
import { NotFound } from '../../../src/domain/not-found.ts';
import type { Storage, StoredObject } from '../../../src/platform/storage/storage.ts';
import { temporaryFolder } from '../temporary-folder.ts';

/** Writes a file of its own for a test and returns its path. */
export async function fileHolding(content: string | Buffer): Promise<string> {
  const file = path.join(await temporaryFolder('incoming'), 'upload');
  await writeFile(file, content);
  return file;
}

async function contentOf(storage: Storage, key: string): Promise<string> {
  return (await buffer(await storage.open(key))).toString();
}

/** Returns all that a storage lists. */
export async function objectsOf(storage: Storage): Promise<StoredObject[]> {
  const objects: StoredObject[] = [];
  for await (const object of storage.list()) objects.push(object);
  return objects;
}

/** Declares one test for each rule that every storage keeps, a folder or a bucket. */
export function testStorage(create: () => Storage): void {
  test('what is kept can be opened again, byte for byte', async () => {
    const storage = create();
    const key = randomUUID();
    const content = Buffer.alloc(3_000_000, 'é\0\r\n');
    await storage.keep(key, await fileHolding(content));
    assert.ok((await buffer(await storage.open(key))).equals(content));
  });

  test('keeping moves the file: nothing is left where it was', async () => {
    const file = await fileHolding('moved');
    await create().keep(randomUUID(), file);
    await assert.rejects(stat(file), { code: 'ENOENT' });
  });

  test('the copy of a photo stands beside it under a key of its own', async () => {
    const storage = create();
    const key = randomUUID();
    await storage.keep(key, await fileHolding('heic'));
    await storage.keep(`${key}.jpg`, await fileHolding('jpeg'));
    assert.deepEqual([await contentOf(storage, key), await contentOf(storage, `${key}.jpg`)], ['heic', 'jpeg']);
  });

  test('what is not there is not found', async () => {
    await assert.rejects(create().open(randomUUID()), NotFound);
  });

  test('what was removed is not found, and removing it again is no error', async () => {
    const storage = create();
    const key = randomUUID();
    await storage.keep(key, await fileHolding('gone'));
    await storage.remove(key);
    await assert.rejects(storage.open(key), NotFound);
    await storage.remove(key);
  });

  test('the list tells every object and when it came', async () => {
    const storage = create();
    const keys = [randomUUID(), randomUUID(), randomUUID()];
    const before = Date.now() - 5_000;
    for (const key of keys) await storage.keep(key, await fileHolding(key));
    const found = (await objectsOf(storage)).filter(({ key }) => keys.some((kept) => kept === key));
    assert.deepEqual(found.map(({ key }) => key).toSorted(), keys.map(String).toSorted());
    for (const { modifiedAt } of found) assert.ok(modifiedAt.getTime() > before);
  });

  test('keeping again under the same key replaces the content', async () => {
    const storage = create();
    const key = randomUUID();
    await storage.keep(key, await fileHolding('first'));
    await storage.keep(key, await fileHolding('second'));
    assert.equal(await contentOf(storage, key), 'second');
  });

  test('a file that is missing is an error of its own, not a storage that is away', async () => {
    await assert.rejects(create().keep(randomUUID(), '/nowhere/at/all'), { code: 'ENOENT' });
  });

  for (const key of [
    '',
    '../../etc/passwd',
    '/etc/passwd',
    'a/b/c/d/e/f/g',
    'copie (1).pdf',
    `${randomUUID()}\0`,
    '........',
  ]) {
    test(`${JSON.stringify(key)} is no key: nothing is read or written`, async () => {
      const storage = create();
      const wrong = /a key of the storage is an id/;
      await assert.rejects(async () => storage.open(key), wrong);
      await assert.rejects(async () => storage.remove(key), wrong);
      await assert.rejects(async () => storage.keep(key, await fileHolding('x')), wrong);
    });
  }
}
