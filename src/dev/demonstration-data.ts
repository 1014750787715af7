import { insertCitizen, updateEmailConfirmed } from '../features/accounts/citizens.repository.ts';
import { DEPARTMENTS } from '../features/procedures/definition/departments.ts';
import { sealSecondFactor } from '../features/staff/sealed-second-factor.ts';
import { updateStaffCredentials } from '../features/staff/staff-credentials.repository.ts';
import { updateStaffDepartments } from '../features/staff/staff-departments.repository.ts';
import { insertStaffMember } from '../features/staff/staff-members.repository.ts';
import type { Database } from '../platform/database.ts';
import type { Passwords } from '../platform/passwords.ts';
import type { Sealing } from '../platform/sealing.ts';
import { newSecondFactor } from '../platform/second-factor.ts';

export const DEMONSTRATION_PASSWORD = 'cerisier-tram-92-josaphat';
export const DEMONSTRATION_CITIZENS = [
  { email: 'lucie@demo.example', firstName: 'Lucie', lastName: 'Lambert', language: 'fr' },
  { email: 'jan@demo.example', firstName: 'Jan', lastName: 'Peeters', language: 'nl' },
] as const;
export const DEMONSTRATION_STAFF = [
  { email: 'nadia@demo.example', firstName: 'Nadia', lastName: 'Benali', language: 'fr', roles: ['agent'] },
  { email: 'karim@demo.example', firstName: 'Karim', lastName: 'Haddad', language: 'nl', roles: ['helpdesk'] },
  { email: 'sofia@demo.example', firstName: 'Sofia', lastName: 'Rossi', language: 'fr', roles: ['administrator'] },
] as const;

type DemonstrationApp = { db: Database; passwords: Passwords };

/** Creates two confirmed accounts to try the portal with. Existing ones are left as they are. */
export async function loadDemonstrationData({ db, passwords }: DemonstrationApp): Promise<void> {
  for (const citizen of DEMONSTRATION_CITIZENS) {
    const passwordHash = await passwords.hash(DEMONSTRATION_PASSWORD);
    await db.transaction(async (tx) => {
      const created = await insertCitizen(tx, { ...citizen, passwordHash, captchaId: null });
      if (created !== null) await updateEmailConfirmed(tx, { id: created.id, email: created.email });
    });
  }
}

/**
 * Creates one account of each role, which signs in with the codes of `/dev/second-factor`. Existing ones are left as
 * they are.
 */
export async function loadDemonstrationStaff(app: DemonstrationApp & { sealing: Sealing }): Promise<void> {
  for (const person of DEMONSTRATION_STAFF) {
    const passwordHash = await app.passwords.hash(DEMONSTRATION_PASSWORD);
    await app.db.transaction(async (tx) => {
      const created = await insertStaffMember(tx, person);
      if (created === null) return;
      const { id } = created;
      const secondFactor = sealSecondFactor(app, { of: id, secret: newSecondFactor() });
      await updateStaffCredentials(tx, { id, passwordHash, secondFactor, timeStep: 0 });
      if (created.roles.includes('agent'))
        await updateStaffDepartments(tx, { staffMemberId: id, departments: DEPARTMENTS });
    });
  }
}
