import { ConfigError, readConfig } from '../config.ts';
import { BackupError } from '../features/operations/backup/manifest.ts';
import { takeBackup } from '../features/operations/backup/take-backup.ts';
import { recordRun } from '../features/operations/runs/record-run.ts';
import { Database } from '../platform/database.ts';
import { createLog } from '../platform/log.ts';
import { createPool } from '../platform/postgres/pool.ts';
import { createStorage } from '../platform/storage/configured-storage.ts';
import { prepare } from '../prepare.ts';
import { faultOfCommand } from './fault-of-command.ts';

// Runs `npm run backup -- <folder>`, on the database and the storage of the settings, while the portal serves.
const USAGE = 'usage: npm run backup -- <an empty folder, or one that is not there yet>';

async function backUp(folder: string): Promise<string> {
  const config = readConfig();
  const log = createLog('warn');
  const prepared = await prepare(config, log, { beside: true });
  const db = new Database(createPool({ url: prepared.ownerUrl, max: 1, log, longWork: true }));
  try {
    const storage = createStorage(config.documents.bucket, config.dataDirectory);
    const { takenAt, tables, rows, documents, seconds } = await recordRun(db, 'backup', async () => {
      const manifest = await takeBackup({ db, storage }, folder);
      return { ...manifest, rows: manifest.tables.reduce((sum, table) => sum + table.rows, 0) };
    });
    return `Backup of ${takenAt}: ${tables.length} tables, ${rows} rows, ${documents} documents, in ${seconds.toFixed(1)} s.
Prove that it can be restored: npm run restore:drill -- ${folder}
The secrets of SESSION_SECRET are not in it: keep them elsewhere.\n`;
  } finally {
    await db.end();
    await prepared.stopDatabase();
  }
}

try {
  const [folder, ...others] = process.argv.slice(2);
  if (folder === undefined || others.length > 0) throw new ConfigError(USAGE);
  process.stdout.write(await backUp(folder));
} catch (error) {
  const failed = error instanceof BackupError ? 'What was given is not right' : 'No backup';
  process.stderr.write(`${faultOfCommand(error, failed)}\n`);
  process.exitCode = 1;
}
