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
/** Few enough for a transaction that deletes them from a bucket. */
const AT_ONCE = 100;

/**
 * Deletes the contents that no row points to: of documents that were removed, of drafts that are gone, of packages that the
 * archives have, and of forms that a crash cut between the storage and the row, or while they were being read. What is younger than a day may still get
 * its row. While a backup is taken nothing is deleted; the next night finds it again.
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

/** Returns what a row points to: documents by their ids, which are UUIDs, and logos by their SHA-256. */
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

/** The folder of a form goes with its answer, unless a crash comes between. */
async function sweepUploads(folder: string, before: number): Promise<void> {
  for (const name of await namesIn(folder)) {
    const place = path.join(folder, name);
    if ((await stat(place)).mtimeMs < before) await rm(place, { recursive: true, force: true });
  }
}

/** Before the first document there is no folder. */
async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}
