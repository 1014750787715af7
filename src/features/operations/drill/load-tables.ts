import { createReadStream } from 'node:fs';
import { compose } from 'node:stream';
import { createGunzip } from 'node:zlib';
import type { Database } from '../../../platform/database.ts';
import { type BulkTransaction, bulkTransaction } from '../../../platform/postgres/bulk-load.ts';
import { BackupError, type Manifest, tableFile } from '../backup/manifest.ts';
import { type CopiedTable, listCopiedTables, updateSequence } from '../tables.repository.ts';
import { inLoadingOrder } from './loading-order.ts';

/**
 * Loads the rows of a backup into the tables of a database that the migrations made, in one transaction, with the triggers
 * of the portal off: what they write is in the backup already. Throws BackupError when the backup lacks a table, or
 * holds another number of rows than its manifest says.
 */
export async function loadTables(db: Database, folder: string, manifest: Manifest): Promise<void> {
  const tables = inLoadingOrder(await listCopiedTables(db));
  const expected = new Map(manifest.tables.map(({ name, rows }) => [name, rows]));
  const missing = tables.filter(({ name }) => !expected.has(name)).map(({ name }) => name);
  if (missing.length > 0 || tables.length !== expected.size)
    throw new BackupError(`the tables are not those of its migrations: ${missing.join(', ') || 'some are unknown'}`);
  await bulkTransaction(db, async (tx) => {
    const fill = async () => {
      for (const table of tables) await loadTable(tx, { table, folder, expected: expected.get(table.name) ?? 0 });
    };
    await tx.replaceRows(
      tables.map(({ name }) => name),
      fill,
    );
    for (const [name, value] of Object.entries(manifest.sequences)) await updateSequence(tx, { name, value });
  });
}

type Load = { table: CopiedTable; folder: string; expected: number };

async function loadTable(tx: BulkTransaction, { table: { name, copyIn }, folder, expected }: Load): Promise<void> {
  const saved = compose(createReadStream(tableFile(folder, name)), createGunzip());
  const rows = await tx.copy({ text: copyIn, values: [] }, saved).catch((error: Error) => {
    throw new BackupError(`${name} cannot be loaded: ${error.message}`, { cause: error });
  });
  if (rows !== expected) throw new BackupError(`${name}: ${rows} rows in place of ${expected}`);
}
