import { readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { App } from '../../../app.ts';
import type { Transaction } from '../../../platform/database.ts';
import type { StorageKey } from '../../../platform/storage/storage.ts';
import { listWordmarkKeys } from '../../commune/commune-changes.repository.ts';
import { listKnownIssuedDocumentIds } from '../issued/issued-documents.repository.ts';
import { lockDeletions } from '../stored/deletion-lock.repository.ts';
import { listKnownPackageIds } from '../stored/stored-documents.repository.ts';
import { listKnownAttachmentIds } from './attachments.repository.ts';
import { uploadsFolder } from './uploads-folder.ts';

export type SweepApp = Pick<App, 'clock' | 'config' | 'db' | 'storage'>;
const A_DAY_MS = 24 * 60 * 60 * 1_000;
/** One transaction deletes at most this many from a bucket. */
const AT_ONCE = 100;

/**
 * Deletes contents that no row refers to: removed documents, documents of deleted drafts, packages that the archives
 * have received, and files of forms that a crash interrupted. It leaves contents younger than a day, as their rows may
 * still be written. It deletes nothing while a backup is taken; the next night does.
 */
export async function sweepDocuments(app: SweepApp): Promise<void> {
  const before = app.clock.now().getTime() - A_DAY_MS;
  let keys: StorageKey[] = [];
  for await (const { key, modifiedAt } of app.storage.list()) {
    if (modifiedAt.getTime() < before) keys.push(key);
    if (keys.length < AT_ONCE) continue;
    await removeUnknown(app, keys);
    keys = [];
  }
  await removeUnknown(app, keys);
  await sweepUploads(uploadsFolder(app), before);
}

function removeUnknown({ db, storage }: SweepApp, keys: readonly StorageKey[]): Promise<void> {
  return db.transaction(async (tx) => {
    if (!(await lockDeletions(tx))) return;
    const known = await listKnown(tx, keys);
    for (const key of keys) if (!known.has(idOf(key))) await storage.remove(key);
  });
}

/** Returns the keys that a row refers to: documents by their ids, which are UUIDs, and logos by their SHA-256. */
async function listKnown(tx: Transaction, keys: readonly StorageKey[]): Promise<ReadonlySet<string>> {
  const ids = [...new Set(keys.map(idOf))].filter((id) => id.includes('-'));
  return new Set([
    ...(await listKnownAttachmentIds(tx, ids)),
    ...(await listKnownIssuedDocumentIds(tx, ids)),
    ...(await listKnownPackageIds(tx, ids)),
    ...(await listWordmarkKeys(tx)),
  ]);
}

const idOf = (key: StorageKey) => (key.includes('-') ? key.slice(0, 36) : key);

/** Deletes the folders of forms that a crash left; otherwise each is deleted with its answer. */
async function sweepUploads(folder: string, before: number): Promise<void> {
  for (const name of await namesIn(folder)) {
    const place = path.join(folder, name);
    if ((await stat(place)).mtimeMs < before) await rm(place, { recursive: true, force: true });
  }
}

/** Returns the names in a folder; none where it does not exist, as before the first document. */
async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}
