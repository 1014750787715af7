import type { Db } from '../../../platform/database.ts';
import { listWordmarkKeys } from '../../commune/commune-changes.repository.ts';
import { listStoredDocuments, type StoredDocument } from '../../submissions/stored/stored-documents.repository.ts';

/** Returns all that the storage must hold: the documents of requests, and every logo that was set. */
export async function listDocuments(db: Db): Promise<StoredDocument[]> {
  const logos = await listWordmarkKeys(db);
  return [...(await listStoredDocuments(db)), ...logos.map((sha256) => ({ key: sha256, sha256 }))];
}
