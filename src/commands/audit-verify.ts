import { z } from 'zod';
import { ConfigError, readConfig } from '../config.ts';
import { type PrintedSeal, type Verified, verifyAuditChain } from '../features/audit/chain/verify-audit-chain.ts';
import { Database } from '../platform/database.ts';
import { createLog } from '../platform/log.ts';
import { createPool } from '../platform/postgres/pool.ts';
import { prepare } from '../prepare.ts';
import { faultOfCommand } from './fault-of-command.ts';

// Runs `npm run audit:verify`, on the database of DATABASE_URL or on the embedded Postgres.
const USAGE = 'usage: npm run audit:verify [-- <day as YYYY-MM-DD> <printed hash>]';
const Printed = z.tuple([z.iso.date(), z.string().transform(withoutSpaces).pipe(z.hash('sha256'))]);

function withoutSpaces(typed: string): string {
  return typed.replaceAll(/\s/g, '').toLowerCase();
}

function printedIn([day, ...hash]: readonly string[]): PrintedSeal | null {
  if (day === undefined) return null;
  const printed = Printed.safeParse([day, hash.join('')]);
  if (!printed.success) throw new ConfigError(`a day and its 64 signs\n${USAGE}`);
  return { day: printed.data[0], hash: printed.data[1] };
}

const WHY = {
  rows: 'its rows are not those that were sealed',
  'missing-day': 'it has no seal',
  printed: 'its seal is not the one that was printed',
} as const;

function inWords(verified: Verified): string {
  if (!verified.agrees) return `The audit log does not agree from ${verified.day} on: ${WHY[verified.why]}.\n`;
  const { days, last } = verified;
  if (last === null) return 'No day of the audit log is sealed yet.\n';
  return `The audit log agrees with its seals: ${days} days up to ${last.day}.\n${last.day}  ${last.hash}\n`;
}

async function verify(printed: PrintedSeal | null): Promise<Verified> {
  const log = createLog('warn');
  const prepared = await prepare(readConfig(), log);
  const db = new Database(createPool({ url: prepared.databaseUrl, max: 1, log }));
  try {
    return await verifyAuditChain(db, printed);
  } finally {
    await db.end();
    await prepared.stopDatabase();
  }
}

try {
  const verified = await verify(printedIn(process.argv.slice(2)));
  (verified.agrees ? process.stdout : process.stderr).write(inWords(verified));
  process.exitCode = verified.agrees ? 0 : 1;
} catch (error) {
  process.stderr.write(`${faultOfCommand(error, 'Nothing was verified')}\n`);
  process.exitCode = 1;
}
