import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { text } from 'node:stream/consumers';
import { test } from 'node:test';
import { NotFound } from '../../../../src/domain/not-found.ts';
import { createS3Storage } from '../../../../src/platform/storage/s3-storage.ts';
import { StorageUnavailable } from '../../../../src/platform/storage/storage.ts';
import { startS3Server } from '../../../support/documents/s3-server.ts';
import { fileHolding, testStorage } from '../../../support/documents/storage-table.ts';

// A server of S3 that others wrote: what our client and our own server in the tests understand wrongly alike is found here.
// It reckons the signature of a list from « /documents », where the vendor's SDK signs « /documents/ » as it is sent, so
// that one server takes every signature and another judges those of single objects. The second page of a list makes it
// answer with an error of its own; `s3-storage.test.ts` turns pages on a server of ours.

const lenient = await startS3Server({ judgesSignatures: false });
const strict = await startS3Server({ judgesSignatures: true });

testStorage(() => createS3Storage(lenient));

const isAway = (error: unknown) => error instanceof StorageUnavailable && !error.full;

test('each request about an object is signed as the server reckons it, and a wrong secret is a storage that is away', async () => {
  const storage = createS3Storage(strict);
  const key = randomUUID();
  await storage.keep(key, await fileHolding('signed'));
  assert.equal(await text(await storage.open(key)), 'signed');
  const wrong = createS3Storage({ ...strict, secretAccessKey: 'another' });
  await assert.rejects(wrong.keep(randomUUID(), await fileHolding('x')), isAway);
  await assert.rejects(wrong.open(key), isAway);
  await assert.rejects(wrong.remove(key), isAway);
  assert.equal(await text(await storage.open(key)), 'signed');
  await storage.remove(key);
  await assert.rejects(storage.open(key), NotFound);
});

test('a bucket that is not there is a storage that is away', async () => {
  const storage = createS3Storage({ ...strict, name: 'elsewhere' });
  await assert.rejects(storage.keep(randomUUID(), await fileHolding('x')), isAway);
});
