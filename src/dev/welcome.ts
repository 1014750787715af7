import type { Config } from '../config.ts';
import { findCitizenByEmail } from '../features/accounts/citizens.repository.ts';
import { createPool, Database } from '../platform/database.ts';
import { createLog } from '../platform/log.ts';
import { createPasswords } from '../platform/passwords.ts';
import { DEMONSTRATION_CITIZENS, DEMONSTRATION_PASSWORD, loadDemonstrationData } from './demonstration-data.ts';
import { loadDemonstrationRegister } from './demonstration-register.ts';

/** Development only: loads the demonstration accounts on first use, then says where the portal is and how to sign in. */
export async function welcome(config: Config, databaseUrl: string): Promise<void> {
  const db = new Database(createPool({ url: databaseUrl, max: 1, log: createLog('error') }));
  try {
    if ((await findCitizenByEmail(db, DEMONSTRATION_CITIZENS[0].email)) === null) {
      await loadDemonstrationData({ db, passwords: await createPasswords() });
      await loadDemonstrationRegister(db);
    }
  } finally {
    await db.end();
  }
  const logins = DEMONSTRATION_CITIZENS.map(({ email }) => `  ${email}  ${DEMONSTRATION_PASSWORD}`);
  const mails = config.smtpUrl === null ? [`Mails:   ${config.publicOrigin}/dev/outbox`] : [];
  const lines = [
    `Portal:  ${config.publicOrigin}`,
    ...mails,
    'Demonstration logins:',
    ...logins,
    'Ctrl-C stops everything.',
  ];
  process.stdout.write(`\n${lines.join('\n')}\n\n`);
}
