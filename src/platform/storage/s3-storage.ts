import { createReadStream } from 'node:fs';
import { rm, stat } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import type { S3Client } from '@aws-sdk/client-s3';
import { NotFound } from '../../domain/not-found.ts';
import { assertKey, type Storage, type StorageKey, StorageUnavailable, type StoredObject } from './storage.ts';

type Bucket = { endpoint: string; name: string; region: string; accessKeyId: string; secretAccessKey: string };
type Sdk = typeof import('@aws-sdk/client-s3');
type Connection = { sdk: Sdk; client: S3Client };

/** The client cannot send a stream twice, so this file tries again instead. */
const TRIES = 2;
const CONNECT_MILLISECONDS = 3_000;
const IDLE_MILLISECONDS = 20_000;
/** The caller logs what is thrown; the client would write to the console. */
const SILENT = { debug() {}, info() {}, warn() {}, error() {} };
const FULL = new Set(['QuotaExceeded', 'XMinioStorageFull', 'InsufficientStorage']);
const MISSING = new Set(['NoSuchKey', 'NotFound']);

/** Keeps documents in a bucket that several instances share. The client of the vendor loads when it is first needed. */
export function createS3Storage(bucket: Bucket): Storage {
  let connecting: Promise<Connection> | null = null;
  const connection = () => {
    connecting ??= connect(bucket);
    return connecting;
  };
  return {
    async keep(key, file) {
      assertKey(key);
      const { size } = await stat(file);
      await guarded(async () => await put(await connection(), { bucket, key, file, size }));
      await rm(file, { force: true });
    },
    async open(key) {
      assertKey(key);
      return await guarded(async () => await get(await connection(), { bucket, key }));
    },
    async remove(key) {
      assertKey(key);
      const { sdk, client } = await connection();
      await guarded(() => client.send(new sdk.DeleteObjectCommand({ Bucket: bucket.name, Key: key })));
    },
    list: () => listBucket(connection, bucket),
  };
}

async function connect({ endpoint, region, accessKeyId, secretAccessKey }: Bucket): Promise<Connection> {
  const sdk = await import('@aws-sdk/client-s3');
  const client = new sdk.S3Client({
    endpoint,
    region,
    credentials: { accessKeyId, secretAccessKey },
    // Servers other than the vendor's know a bucket by its path, and no checksums of the newest kind.
    forcePathStyle: true,
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    maxAttempts: 3,
    logger: SILENT,
    requestHandler: { connectionTimeout: CONNECT_MILLISECONDS, socketTimeout: IDLE_MILLISECONDS },
  });
  return { sdk, client };
}

type Place = { bucket: Bucket; key: StorageKey };

async function put(
  { sdk, client }: Connection,
  { bucket, key, file, size }: Place & { file: string; size: number },
): Promise<void> {
  for (let tried = 1; ; tried += 1) {
    try {
      const Body = createReadStream(file);
      await client.send(new sdk.PutObjectCommand({ Bucket: bucket.name, Key: key, Body, ContentLength: size }));
      return;
    } catch (error) {
      const fault = faultOf(error);
      if (tried === TRIES || !(fault instanceof StorageUnavailable) || fault.full) throw error;
    }
  }
}

async function get({ sdk, client }: Connection, { bucket, key }: Place): Promise<Readable> {
  const { Body } = await client.send(new sdk.GetObjectCommand({ Bucket: bucket.name, Key: key }));
  if (Body === undefined) throw new Error('the bucket answered without a content');
  return Body as Readable;
}

async function* listBucket(connection: () => Promise<Connection>, { name }: Bucket): AsyncGenerator<StoredObject> {
  const { sdk, client } = await connection();
  let ContinuationToken: string | undefined;
  do {
    const command = new sdk.ListObjectsV2Command({ Bucket: name, ...(ContinuationToken && { ContinuationToken }) });
    const page = await guarded(() => client.send(command));
    for (const { Key, LastModified } of page.Contents ?? []) {
      if (Key !== undefined && LastModified !== undefined) yield { key: Key, modifiedAt: LastModified };
    }
    ContinuationToken = page.NextContinuationToken;
  } while (ContinuationToken !== undefined);
}

async function guarded<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw faultOf(error);
  }
}

/** Turns what the bucket or the network refuses into StorageUnavailable; mistakes of the caller stay what they are. */
function faultOf(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  if (MISSING.has(error.name)) return new NotFound();
  const isOfServer = '$metadata' in error || '$fault' in error;
  const isOfNetwork = 'code' in error && error.code !== 'ENOENT';
  if (!isOfServer && !isOfNetwork && error.name !== 'TimeoutError') return error;
  const full = FULL.has(error.name);
  return new StorageUnavailable(`the bucket of documents: ${error.name}`, { full, cause: error });
}
