import { insertCitizen, updateEmailConfirmed } from '../features/accounts/citizens.repository.ts';
import type { Database } from '../platform/database.ts';
import type { Passwords } from '../platform/passwords.ts';

export const DEMONSTRATION_PASSWORD = 'cerisier-tram-92-josaphat';
export const DEMONSTRATION_CITIZENS = [
  { email: 'lucie@demo.example', firstName: 'Lucie', lastName: 'Lambert', language: 'fr' },
  { email: 'jan@demo.example', firstName: 'Jan', lastName: 'Peeters', language: 'nl' },
] as const;

/** Two confirmed accounts to try the portal with. Those that exist are left as they are. */
export async function loadDemonstrationData({ db, passwords }: { db: Database; passwords: Passwords }): Promise<void> {
  for (const citizen of DEMONSTRATION_CITIZENS) {
    const passwordHash = await passwords.hash(DEMONSTRATION_PASSWORD);
    await db.transaction(async (tx) => {
      const created = await insertCitizen(tx, { ...citizen, passwordHash, captchaId: null });
      if (created !== null) await updateEmailConfirmed(tx, { id: created.id, email: created.email });
    });
  }
}
