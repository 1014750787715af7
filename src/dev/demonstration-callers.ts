import { randomUUID } from 'node:crypto';
import { findCitizenByEmail, insertCitizen, updateEmailConfirmed } from '../features/accounts/citizens.repository.ts';
import { lockSignInDelay, updateSignInFailures } from '../features/credentials/sign-in-delays.repository.ts';
import { insertHelpdeskAct } from '../features/helpdesk/acts/helpdesk-acts.repository.ts';
import { findStaffMemberByEmail } from '../features/staff/staff-members.repository.ts';
import { type Database, sql, type Transaction } from '../platform/database.ts';
import type { Passwords } from '../platform/passwords.ts';
import { digestOf } from '../platform/sealing.ts';
import { DEMONSTRATION_CITIZENS, DEMONSTRATION_PASSWORD, DEMONSTRATION_STAFF } from './demonstration-data.ts';

const LOCKED = { email: 'amina@demo.example', firstName: 'Amina', lastName: 'Van den Broeck', language: 'nl' } as const;
const UNCONFIRMED = {
  email: 'jean-pierre@demo.example',
  firstName: 'Jean-Pierre',
  lastName: 'D’Hondt',
  language: 'fr',
} as const;
const FAILURES = 12;

/**
 * Creates two people who call Karim: Amina waits after wrong passwords until tomorrow, longer than anybody does, and
 * Jean-Pierre never confirmed his address. Karim has once sent Lucie a link for a password.
 */
export async function loadDemonstrationCallers({
  db,
  passwords,
}: {
  db: Database;
  passwords: Passwords;
}): Promise<void> {
  const passwordHash = await passwords.hash(DEMONSTRATION_PASSWORD);
  const account = digestOf(LOCKED.email);
  await db.transaction(async (tx) => {
    const amina = await insertCitizen(tx, { ...LOCKED, passwordHash, captchaId: null });
    await insertCitizen(tx, { ...UNCONFIRMED, passwordHash, captchaId: null });
    if (amina === null) return;
    await updateEmailConfirmed(tx, amina);
    const key = { digest: account, account };
    await lockSignInDelay(tx, key);
    await updateSignInFailures(tx, account, FAILURES);
    await updateAsLocked(tx, account);
    const lucie = await findCitizenByEmail(tx, DEMONSTRATION_CITIZENS[0].email);
    const karim = await findStaffMemberByEmail(tx, DEMONSTRATION_STAFF[1].email);
    if (lucie === null || karim === null) return;
    await insertHelpdeskAct(tx, {
      id: randomUUID(),
      citizenId: lucie.id,
      staffMemberId: karim.id,
      act: 'password-reset',
      reason: { code: 'asked-by-phone', words: '' },
      proof: { code: 'called-back', words: '' },
    });
  });
}

async function updateAsLocked(tx: Transaction, account: Buffer): Promise<void> {
  await tx.run(sql`
    update sign_in_delays set delayed_until = now() + interval '1 day' where email_digest = ${account}`);
}
