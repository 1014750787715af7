import { mkdir, open, readdir } from 'node:fs/promises';
import path from 'node:path';
import type { App } from '../../../app.ts';
import { readOneMoment } from '../../../platform/postgres/bulk-load.ts';
import { DELETION_LOCK } from '../../submissions/stored/deletion-lock.repository.ts';
import { listAppliedMigrations, listCopiedTables, listSequences } from '../tables.repository.ts';
import { copyDocument } from './copy-document.ts';
import { dumpTable } from './dump-table.ts';
import { listDocuments } from './list-documents.ts';
import { BackupError, type Manifest, writeManifest } from './manifest.ts';

/**
 * Writes a backup into a folder that is empty or not there yet, while the portal serves. Returns its manifest. Throws
 * BackupError when the folder holds something.
 */
export async function takeBackup({ db, storage }: Pick<App, 'db' | 'storage'>, folder: string): Promise<Manifest> {
  await mkdir(path.join(folder, 'tables'), { recursive: true });
  await mkdir(path.join(folder, 'documents'), { recursive: true });
  if ((await readdir(folder)).length > 2 || (await readdir(path.join(folder, 'tables'))).length > 0)
    throw new BackupError(`${folder} is not empty: give a folder for this backup alone`);
  return readOneMoment(db, DELETION_LOCK, async (moment) => {
    const tables: Manifest['tables'] = [];
    for (const table of await listCopiedTables(moment)) tables.push(await dumpTable(moment, folder, table));
    const documents = await listDocuments(moment);
    for (const document of documents) await copyDocument(storage, folder, document);
    const manifest: Manifest = {
      format: 1,
      takenAt: moment.at.toISOString(),
      migrations: await listAppliedMigrations(moment),
      tables,
      // Read last: a sequence is outside every transaction, and may only have gone on.
      sequences: Object.fromEntries((await listSequences(moment)).map(({ name, value }) => [name, value])),
      documents: documents.length,
    };
    await makeDurable(path.join(folder, 'tables'));
    await writeManifest(folder, manifest);
    return manifest;
  });
}

async function makeDurable(directory: string): Promise<void> {
  const opened = await open(directory, 'r');
  await opened.sync().finally(() => opened.close());
}
