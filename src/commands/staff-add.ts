import { z } from 'zod';
import { ConfigError, readConfig } from '../config.ts';
import { firstName, lastName } from '../features/accounts/name-fields.ts';
import { emailAddress } from '../features/credentials/credential-fields.ts';
import { addStaffMember, SET_UP_LINK_HOURS } from '../features/staff/set-up/add-staff-member.ts';
import { type NewStaffMember, STAFF_LANGUAGES } from '../features/staff/staff-member.ts';
import { STAFF_ROLES, staffRoles } from '../features/staff/staff-roles.ts';
import { Database } from '../platform/database.ts';
import { createLog } from '../platform/log.ts';
import { createPool } from '../platform/postgres/pool.ts';
import { prepare } from '../prepare.ts';
import { faultOfCommand } from './fault-of-command.ts';

// Runs `npm run staff:add -- …`, on the database of DATABASE_URL or on the embedded Postgres.
const USAGE = `usage: npm run staff:add -- <e-mail> <${STAFF_ROLES.join('|')}>[,…] "<first name>" "<last name>" [${STAFF_LANGUAGES.join('|')}] [--lost]`;
const Person = z.strictObject({
  email: emailAddress,
  roles: z
    .string()
    .transform((typed) => typed.split(','))
    .pipe(staffRoles),
  firstName,
  lastName,
  language: z.enum(STAFF_LANGUAGES),
});

function personOf(given: readonly string[]): NewStaffMember {
  const [email, roles, first, last, language = 'fr', ...others] = given;
  const person = Person.safeParse({ email, roles, firstName: first, lastName: last, language });
  if (person.success && others.length === 0) return person.data;
  const wrong = person.error?.issues.map(({ path }) => path.join('.')).join(', ') ?? 'too many words';
  throw new ConfigError(`${wrong}\n${USAGE}`);
}

/** Returns true when a link was made. */
async function add(person: NewStaffMember, lost: boolean): Promise<boolean> {
  const config = readConfig();
  const log = createLog('warn');
  const prepared = await prepare(config, log, { beside: true });
  const db = new Database(createPool({ url: prepared.databaseUrl, max: 1, log }));
  try {
    const result = await addStaffMember({ db }, person, { lost });
    const { email, language } = result.member;
    const roles = result.member.roles.join(' and ');
    if (result.outcome === 'suspended') {
      process.stderr.write(`${email} is suspended: no link was made.\n`);
      return false;
    }
    const until = lost ? 'nothing of before opens it any more' : 'it stays as it is until the link is used';
    const known = `${email} has an account already, as ${roles}: ${until}.\n`;
    process.stdout.write(result.outcome === 'known' ? known : `${email} may become ${roles}.\n`);
    const link = `${config.publicOrigin}/${language}/admin/set-up/${result.token}`;
    process.stdout.write(
      `Hand this link to that person only. It works once, for ${SET_UP_LINK_HOURS} hours:\n${link}\n`,
    );
    return true;
  } finally {
    await db.end();
    await prepared.stopDatabase();
  }
}

try {
  const given = process.argv.slice(2);
  const lost = given.includes('--lost');
  if (!(await add(personOf(given.filter((word) => word !== '--lost')), lost))) process.exitCode = 1;
} catch (error) {
  process.stderr.write(`${faultOfCommand(error, 'No account was made')}\n`);
  process.exitCode = 1;
}
