import { type Config, ConfigError, readConfig } from '../config.ts';
import { describeImport } from '../features/register/describe-import.ts';
import { ExtractError, type ExtractFiles, openExtract } from '../features/register/extract-files.ts';
import { importRegister } from '../features/register/import-register.ts';
import { Database } from '../platform/database.ts';
import { createProgress } from '../platform/files/progress.ts';
import { createLog } from '../platform/log.ts';
import { createPool } from '../platform/postgres/pool.ts';
import { prepare } from '../prepare.ts';
import { faultOfCommand } from './fault-of-command.ts';

// Runs `npm run kbo:import -- <folder or zip>`, on the database of DATABASE_URL or on the embedded Postgres.
const USAGE = 'usage: npm run kbo:import -- <folder or ZIP of a KBO Open Data extract> [--shrink]';
/** The option that also imports an extract which takes away a large part of the register. */
const SHRINK = '--shrink';

/** Returns true when the register holds the extract afterwards. */
async function importOnce(config: Config, extract: { files: ExtractFiles; shrinkAllowed: boolean }): Promise<boolean> {
  const log = createLog('warn');
  const prepared = await prepare(config, log);
  const db = new Database(createPool({ url: prepared.ownerUrl, max: 1, log, longWork: true }));
  try {
    const result = await importRegister({ db, ...extract, progress: createProgress(process.stderr) });
    const megabytes = Math.round(process.resourceUsage().maxRSS / 1024);
    process.stdout.write(`${describeImport(result)}Memory of the import at most: ${megabytes} MiB.\n`);
    return result.outcome === 'imported' || result.outcome === 'already-contained';
  } finally {
    await db.end();
    await prepared.stopDatabase();
  }
}

function describeFailure(error: unknown): string {
  if (error instanceof ExtractError) return `Refused: ${error.message}\nThe register is as it was.`;
  return faultOfCommand(error, 'The import did not succeed, the register is as it was');
}

try {
  const given = process.argv.slice(2);
  const [place, ...others] = given.filter((option) => option !== SHRINK);
  if (place === undefined || others.length > 0) throw new ConfigError(USAGE);
  const files = await openExtract(place);
  const done = await importOnce(readConfig(), { files, shrinkAllowed: given.includes(SHRINK) }).finally(() =>
    files.close(),
  );
  if (!done) process.exitCode = 1;
} catch (error) {
  process.stderr.write(`\n${describeFailure(error)}\n`);
  process.exitCode = 1;
}
