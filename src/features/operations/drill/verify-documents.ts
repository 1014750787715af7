import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import type { Database } from '../../../platform/database.ts';
import { listDocuments } from '../backup/list-documents.ts';
import { BackupError, documentFile } from '../backup/manifest.ts';

/**
 * Looks for each document that a row of the restored database names in the backup, and compares its SHA-256 with the row's.
 * Returns how many there are. Throws BackupError, with its key, for the first that is missing or differs.
 */
export async function verifyDocuments(db: Database, folder: string): Promise<number> {
  const documents = await listDocuments(db);
  for (const { key, sha256 } of documents) {
    const found = await hashOf(documentFile(folder, key));
    if (found === null) throw new BackupError(`the document ${key} is missing in the backup`);
    if (sha256 !== null && found !== sha256) throw new BackupError(`the document ${key} is damaged in the backup`);
  }
  return documents.length;
}

async function hashOf(file: string): Promise<string | null> {
  const hash = createHash('sha256');
  try {
    await pipeline(createReadStream(file), hash);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
  return hash.digest('hex');
}
