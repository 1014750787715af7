import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { test } from 'node:test';
import { createS3Storage } from '../../../../src/platform/storage/s3-storage.ts';
import { StorageUnavailable } from '../../../../src/platform/storage/storage.ts';
import { startBucket } from '../../../support/documents/bucket.ts';
import { fileHolding, testStorage } from '../../../support/documents/storage-table.ts';

const shared = await startBucket();

testStorage(() => createS3Storage(shared.bucket));

const isAway = (error: unknown) => error instanceof StorageUnavailable && !error.full;

test('a wrong secret is a storage that is away', async () => {
  const storage = createS3Storage({ ...shared.bucket, secretAccessKey: 'another' });
  await assert.rejects(storage.keep(randomUUID(), await fileHolding('x')), isAway);
});

test('a bucket that is away keeps the file, and the storage recovers by itself', async () => {
  const { bucket, state } = await startBucket();
  const storage = createS3Storage(bucket);
  const file = await fileHolding('kept later');
  state.refuse = { status: 503, code: 'ServiceUnavailable' };
  await assert.rejects(storage.keep(randomUUID(), file), isAway);
  assert.ok((await stat(file)).size > 0);
  state.refuse = null;
  await storage.keep(randomUUID(), file);
});

test('a full bucket is told from one that is away, and is not asked again', async () => {
  const { bucket, state } = await startBucket();
  state.refuse = { status: 507, code: 'XMinioStorageFull' };
  const full = (error: unknown) => error instanceof StorageUnavailable && error.full;
  await assert.rejects(createS3Storage(bucket).keep(randomUUID(), await fileHolding('x')), full);
});

test('a server that nobody answers for is a storage that is away', async () => {
  const { bucket, stop } = await startBucket();
  await stop();
  const storage = createS3Storage(bucket);
  await assert.rejects(storage.open(randomUUID()), isAway);
  await assert.rejects(storage.keep(randomUUID(), await fileHolding('x')), isAway);
});
