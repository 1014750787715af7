import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Database } from '../../../platform/database.ts';
import { hashing } from '../../../platform/files/hashing.ts';
import { readOneMoment } from '../../../platform/postgres/bulk-load.ts';
import { BackupError, type Manifest } from '../backup/manifest.ts';
import { listCopiedTables } from '../tables.repository.ts';

/** The lock may have any number: nothing else takes a lock in the database of the drill. */
const LOCK = 7_103_005;

/**
 * Reads every table of the restored database again and compares it with the manifest, byte for byte by its SHA-256. Returns
 * the number of rows. Throws BackupError, with the table, for the first that differs.
 */
export function verifyTables(db: Database, manifest: Manifest): Promise<number> {
  const expected = new Map(manifest.tables.map(({ name, sha256 }) => [name, sha256]));
  return readOneMoment(db, LOCK, async (moment) => {
    let rows = 0;
    for (const { name, copyOut } of await listCopiedTables(moment)) {
      const { through, sha256 } = hashing();
      const source = moment.copyOut(copyOut);
      await pipeline(source, through, nowhere());
      if (sha256() !== expected.get(name)) throw new BackupError(`${name}: what was restored is not what was saved`);
      rows += source.rowCount;
    }
    return rows;
  });
}

const nowhere = () => new Writable({ write: (_chunk, _encoding, done) => done() });
