import { z } from 'zod';
import { ConfigError, readConfig } from '../config.ts';
import { emailAddress } from '../features/credentials/credential-fields.ts';
import { DEPARTMENTS } from '../features/procedures/definition/departments.ts';
import { giveDepartments } from '../features/staff/set-up/give-departments.ts';
import { Database } from '../platform/database.ts';
import { createLog } from '../platform/log.ts';
import { createPool } from '../platform/postgres/pool.ts';
import { prepare } from '../prepare.ts';
import { faultOfCommand } from './fault-of-command.ts';

// Runs `npm run staff:departments -- …`, on the database of DATABASE_URL or on the embedded Postgres.
const USAGE = `usage: npm run staff:departments -- <e-mail> <all | none | department…>
departments: ${DEPARTMENTS.join(' ')}`;

function givenIn([typed = '', ...words]: readonly string[]): { email: string; departments: readonly string[] } {
  const email = emailAddress.safeParse(typed);
  if (!email.success || words.length === 0) throw new ConfigError(`an e-mail and departments\n${USAGE}`);
  const [only] = words;
  if (words.length === 1 && only === 'all') return { email: email.data, departments: DEPARTMENTS };
  if (words.length === 1 && only === 'none') return { email: email.data, departments: [] };
  const departments = z.array(z.enum(DEPARTMENTS)).safeParse(words);
  const unknown = words.filter((word) => !DEPARTMENTS.some((known) => known === word));
  if (!departments.success) throw new ConfigError(`unknown department: ${unknown.join(', ')}\n${USAGE}`);
  return { email: email.data, departments: departments.data };
}

/** Returns whether the address has an account. */
async function give(given: { email: string; departments: readonly string[] }): Promise<boolean> {
  const log = createLog('warn');
  const prepared = await prepare(readConfig(), log, { beside: true });
  const db = new Database(createPool({ url: prepared.databaseUrl, max: 1, log }));
  try {
    return await giveDepartments({ db }, given);
  } finally {
    await db.end();
    await prepared.stopDatabase();
  }
}

try {
  const given = givenIn(process.argv.slice(2));
  if (await give(given)) {
    process.stdout.write(`${given.email} works for: ${given.departments.join(', ') || 'no department'}\n`);
  } else {
    process.stderr.write(`${given.email} has no account: make one with npm run staff:add.\n`);
    process.exitCode = 1;
  }
} catch (error) {
  process.stderr.write(`${faultOfCommand(error, 'Nothing was changed')}\n`);
  process.exitCode = 1;
}
