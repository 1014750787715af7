import path from 'node:path';
import { createFolderStorage } from './folder-storage.ts';
import { createS3Storage } from './s3-storage.ts';
import type { Storage } from './storage.ts';

/** Returns the bucket of the settings, or a folder under `DATA_DIR` where they name none. */
export function createStorage(bucket: Parameters<typeof createS3Storage>[0] | null, dataDirectory: string): Storage {
  return bucket === null ? createFolderStorage(path.join(dataDirectory, 'documents')) : createS3Storage(bucket);
}
