import path from 'node:path';
import { ConfigError, readConfig } from '../config.ts';
import { BackupError } from '../features/operations/backup/manifest.ts';
import { restoreDrill } from '../features/operations/drill/restore-drill.ts';
import { recordRun } from '../features/operations/runs/record-run.ts';
import { Database } from '../platform/database.ts';
import { createLog } from '../platform/log.ts';
import { createPool } from '../platform/postgres/pool.ts';
import { prepare } from '../prepare.ts';
import { faultOfCommand } from './fault-of-command.ts';

// Runs `npm run restore:drill -- <folder> [--keep]`, on the server of the settings, beside the living database.
const USAGE = 'usage: npm run restore:drill -- <folder of a backup> [--keep]';
/** The option that keeps the restored database: after a disaster it becomes the living one. */
const KEEP = '--keep';

async function drill(folder: string, keep: boolean): Promise<string> {
  const log = createLog('warn');
  const prepared = await prepare(readConfig(), log, { beside: true });
  const { ownerUrl, databaseUrl } = prepared;
  const db = new Database(createPool({ url: databaseUrl, max: 1, log }));
  try {
    const migrations = path.resolve(import.meta.dirname, '../../migrations');
    const work = () => restoreDrill({ folder, migrations, ownerUrl, log, keep });
    const proof = await recordRun(db, 'drill', work);
    const seconds = proof.seconds.toFixed(1);
    const left = keep
      ? `The database ${proof.database} is left on the server. Point DATABASE_URL and DATABASE_OWNER_URL to it, and copy ${path.join(folder, 'documents')} into the storage.\n`
      : 'The database of the drill is gone; the living one was not touched.\n';
    return `Proved: the backup of ${proof.takenAt} can be restored, in ${seconds} s.
${proof.tables} tables, ${proof.rows} rows, each table byte for byte what was saved; ${proof.documents} documents, each with the SHA-256 of its row.
${left}`;
  } finally {
    await db.end();
    await prepared.stopDatabase();
  }
}

try {
  const given = process.argv.slice(2);
  const [folder, ...others] = given.filter((option) => option !== KEEP);
  if (folder === undefined || others.length > 0) throw new ConfigError(USAGE);
  process.stdout.write(await drill(folder, given.includes(KEEP)));
} catch (error) {
  const failed = error instanceof BackupError ? 'Not proved' : 'The drill did not end';
  process.stderr.write(`${faultOfCommand(error, failed)}\n`);
  process.exitCode = 1;
}
