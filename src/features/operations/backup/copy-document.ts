import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { hashing } from '../../../platform/files/hashing.ts';
import type { Storage } from '../../../platform/storage/storage.ts';
import type { StoredDocument } from '../../submissions/stored/stored-documents.repository.ts';
import { BackupError, documentFile } from './manifest.ts';

/**
 * Copies one document into the backup, durable. Throws BackupError when what is stored is not what its row says, as a
 * backup that repeats a damage in silence is worth nothing.
 */
export async function copyDocument(storage: Storage, folder: string, document: StoredDocument): Promise<void> {
  const to = documentFile(folder, document.key);
  await mkdir(path.dirname(to), { recursive: true });
  const { through, sha256 } = hashing();
  await pipeline(await storage.open(document.key), through, createWriteStream(to, { flush: true }));
  if (document.sha256 !== null && sha256() !== document.sha256)
    throw new BackupError(`the document ${document.key} is damaged: its content is not what its row says`);
}
