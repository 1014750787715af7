import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Database } from '../../../platform/database.ts';
import type { Log } from '../../../platform/log.ts';
import { withDatabaseBeside } from '../../../platform/postgres/database-beside.ts';
import { migrate } from '../../../platform/postgres/migrate.ts';
import { createPool } from '../../../platform/postgres/pool.ts';
import { BackupError, type Manifest, readManifest } from '../backup/manifest.ts';
import { loadTables } from './load-tables.ts';
import { verifyDocuments } from './verify-documents.ts';
import { verifyTables } from './verify-tables.ts';

export type Proof = { takenAt: string; tables: number; rows: number; documents: number; database: string };
type Drill = { folder: string; migrations: string; ownerUrl: string; log: Log; keep: boolean };

/**
 * Restores a backup beside the living database and proves that nothing is missing or changed. Returns what was proved.
 * Throws BackupError with what is wrong. The living database and storage are not touched.
 */
export async function restoreDrill({ folder, migrations, ...server }: Drill): Promise<Proof> {
  const manifest = await readManifest(folder);
  return withDatabaseBeside(server, async (url) => {
    const db = new Database(createPool({ url, max: 2, log: server.log, longWork: true }));
    try {
      await makeTables(db, migrations, manifest);
      await loadTables(db, folder, manifest);
      const rows = await verifyTables(db, manifest);
      const documents = await verifyDocuments(db, folder);
      if (documents !== manifest.documents)
        throw new BackupError(`${documents} documents are named, and the manifest says ${manifest.documents}`);
      const database = new URL(url).pathname.slice(1);
      return { takenAt: manifest.takenAt, tables: manifest.tables.length, rows, documents, database };
    } finally {
      await db.end();
    }
  });
}

/** Applies the migrations that had run when the backup was taken, and none that came later. */
async function makeTables(db: Database, directory: string, manifest: Manifest): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'portal-drill-'));
  try {
    for (const name of manifest.migrations) {
      await cp(path.join(directory, name), path.join(folder, name)).catch((error: NodeJS.ErrnoException) => {
        if (error.code !== 'ENOENT') throw error;
        throw new BackupError(`${name} is missing: the backup was taken by a later version of the portal`);
      });
    }
    await migrate(db.pool, folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
