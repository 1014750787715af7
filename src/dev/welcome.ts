import type { Config } from '../config.ts';
import { findCitizenByEmail } from '../features/accounts/citizens.repository.ts';
import { findStaffMemberByEmail } from '../features/staff/staff-members.repository.ts';
import { systemClock } from '../platform/clock.ts';
import { createPool, Database } from '../platform/database.ts';
import { createLog } from '../platform/log.ts';
import { createPasswords } from '../platform/passwords.ts';
import { createSealing } from '../platform/sealing.ts';
import {
  DEMONSTRATION_CITIZENS,
  DEMONSTRATION_PASSWORD,
  DEMONSTRATION_STAFF,
  loadDemonstrationData,
  loadDemonstrationStaff,
} from './demonstration-data.ts';
import { loadDemonstrationRegister } from './demonstration-register.ts';
import { loadDemonstrationRequest } from './demonstration-request.ts';

/** Loads the demonstration accounts at the first start in development, then prints the addresses and the logins. */
export async function welcome(
  config: Config,
  { databaseUrl, sessionSecrets }: { databaseUrl: string; sessionSecrets: readonly string[] },
): Promise<void> {
  const db = new Database(createPool({ url: databaseUrl, max: 1, log: createLog('error') }));
  try {
    await loadMissing(db, sessionSecrets);
  } finally {
    await db.end();
  }
  process.stdout.write(`\n${linesOf(config).join('\n')}\n\n`);
}

async function loadMissing(db: Database, sessionSecrets: readonly string[]): Promise<void> {
  const [citizen, member] = [DEMONSTRATION_CITIZENS[0].email, DEMONSTRATION_STAFF[0].email];
  if ((await findCitizenByEmail(db, citizen)) === null) {
    await loadDemonstrationData({ db, passwords: await createPasswords() });
    await loadDemonstrationRegister(db);
  }
  if ((await findStaffMemberByEmail(db, member)) === null) {
    const sealing = createSealing(sessionSecrets, systemClock);
    await loadDemonstrationStaff({ db, passwords: await createPasswords(), sealing });
    await loadDemonstrationRequest(db);
  }
}

function linesOf({ publicOrigin, smtpUrl }: Config): string[] {
  const mails = smtpUrl === null ? [`Mails:   ${publicOrigin}/dev/outbox`] : [];
  return [
    `Portal:  ${publicOrigin}`,
    `Staff:   ${publicOrigin}/fr/admin`,
    `Codes:   ${publicOrigin}/dev/second-factor`,
    ...mails,
    'Demonstration logins:',
    ...DEMONSTRATION_CITIZENS.map(({ email }) => `  ${email}  ${DEMONSTRATION_PASSWORD}`),
    ...DEMONSTRATION_STAFF.map(({ email, role }) => `  ${email}  ${DEMONSTRATION_PASSWORD}  (${role})`),
    'Ctrl-C stops everything.',
  ];
}
