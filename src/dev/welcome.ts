import path from 'node:path';
import type { Config } from '../config.ts';
import { CurrentCommune } from '../domain/current-commune.ts';
import { findCitizenByEmail } from '../features/accounts/citizens.repository.ts';
import { loadDefinitions } from '../features/procedures/definitions.ts';
import { publishProcedures } from '../features/procedures/versions/publish-procedures.ts';
import { findStaffMemberByEmail } from '../features/staff/staff-members.repository.ts';
import { countFigures } from '../features/submissions/figures/count-figures.ts';
import { systemClock } from '../platform/clock.ts';
import { Database } from '../platform/database.ts';
import { createLog } from '../platform/log.ts';
import { createPasswords } from '../platform/passwords.ts';
import { createPool } from '../platform/postgres/pool.ts';
import { createSealing } from '../platform/sealing.ts';
import { createFolderStorage } from '../platform/storage/folder-storage.ts';
import { loadDemonstrationCallers } from './demonstration-callers.ts';
import {
  DEMONSTRATION_CITIZENS,
  DEMONSTRATION_PASSWORD,
  DEMONSTRATION_STAFF,
  loadDemonstrationData,
  loadDemonstrationStaff,
} from './demonstration-data.ts';
import { loadDemonstrationOffice } from './demonstration-office.ts';
import { loadDemonstrationRegister } from './demonstration-register.ts';
import { loadDemonstrationRequest } from './demonstration-request.ts';
import { isDemonstrationLoaded } from './demonstration-submissions/demonstration-rows.ts';
import { loadDemonstrationSubmissions } from './demonstration-submissions/load-demonstration-submissions.ts';

/** Loads the demonstration accounts at the first start in development, then prints the addresses and the logins. */
export async function welcome(
  config: Config,
  { ownerUrl, sessionSecrets }: { ownerUrl: string; sessionSecrets: readonly string[] },
): Promise<void> {
  const db = new Database(createPool({ url: ownerUrl, max: 1, log: createLog('error') }));
  try {
    await loadMissing(db, sessionSecrets);
    await loadMissingSubmissions(db, config);
    await loadDemonstrationOffice(db);
  } finally {
    await db.end();
  }
  process.stdout.write(`\n${linesOf(config).join('\n')}\n\n`);
}

async function loadMissing(db: Database, sessionSecrets: readonly string[]): Promise<void> {
  const [citizen, member] = [DEMONSTRATION_CITIZENS[0].email, DEMONSTRATION_STAFF[0].email];
  if ((await findCitizenByEmail(db, citizen)) === null) {
    await loadDemonstrationData({ db, passwords: createPasswords() });
    await loadDemonstrationRegister(db);
  }
  if ((await findStaffMemberByEmail(db, member)) === null) {
    const sealing = createSealing(sessionSecrets, systemClock);
    const passwords = createPasswords();
    await loadDemonstrationStaff({ db, passwords, sealing });
    await loadDemonstrationRequest(db);
    await loadDemonstrationCallers({ db, passwords });
  }
}

/** Files the requests of the demonstration where its people have never filed anything. */
async function loadMissingSubmissions(db: Database, config: Config): Promise<void> {
  const [lucie, jan] = [
    await findCitizenByEmail(db, DEMONSTRATION_CITIZENS[0].email),
    await findCitizenByEmail(db, DEMONSTRATION_CITIZENS[1].email),
  ];
  if (lucie === null || jan === null || (await isDemonstrationLoaded(db, lucie.id))) return;
  const storage = createFolderStorage(path.join(config.dataDirectory, 'documents'));
  const commune = new CurrentCommune(config.commune);
  const procedures = await publishProcedures({ db, commune }, loadDefinitions());
  await loadDemonstrationSubmissions({ db, storage, procedures }, { lucie, jan });
  await countFigures({ clock: systemClock, db }, 26);
}

function linesOf({ publicOrigin, smtpUrl, fas }: Config): string[] {
  const mails = smtpUrl === null ? [`Mails:   ${publicOrigin}/dev/outbox`] : [];
  return [
    `Portal:  ${publicOrigin}`,
    `Staff:   ${publicOrigin}/fr/admin`,
    `Codes:   ${publicOrigin}/dev/second-factor`,
    ...mails,
    ...(fas?.development ? [`FAS:     ${fas.issuer} (chooses who identifies themselves, for « M’identifier »)`] : []),
    'Demonstration logins:',
    ...DEMONSTRATION_CITIZENS.map(({ email }) => `  ${email}  ${DEMONSTRATION_PASSWORD}`),
    ...DEMONSTRATION_STAFF.map(({ email, roles }) => `  ${email}  ${DEMONSTRATION_PASSWORD}  (${roles.join(', ')})`),
    'Ctrl-C stops everything.',
  ];
}
