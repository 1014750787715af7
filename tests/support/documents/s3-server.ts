import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { createS3Storage } from '../../../src/platform/storage/s3-storage.ts';
import { atTheEnd } from '../cleanup.ts';

/** The part of the package that the tests use; it has no types of its own. */
type S3Server = { run(): Promise<{ port: number }>; close(): Promise<void> };
type Options = {
  address: string;
  port: number;
  silent: boolean;
  directory: string;
  configureBuckets: readonly { name: string }[];
  allowMismatchedSignatures: boolean;
};
const S3rver: new (options: Options) => S3Server = createRequire(import.meta.url)('@20minutes/s3rver');

/** Starts a server of S3 that others wrote, with one bucket. Returns how that bucket is reached. */
export async function startS3Server({
  judgesSignatures,
}: {
  judgesSignatures: boolean;
}): Promise<Parameters<typeof createS3Storage>[0]> {
  const directory = await mkdtemp(path.join(tmpdir(), 's3rver-'));
  const name = 'documents';
  const server = new S3rver({
    ...{ address: '127.0.0.1', port: 0, silent: true, directory },
    configureBuckets: [{ name }],
    allowMismatchedSignatures: !judgesSignatures,
  });
  const { port } = await server.run();
  atTheEnd(async () => {
    await server.close();
    await rm(directory, { recursive: true, force: true });
  });
  const keys = { accessKeyId: 'S3RVER', secretAccessKey: 'S3RVER' };
  return { endpoint: `http://127.0.0.1:${port}`, name, region: 'eu-west-1', ...keys };
}
