import { EnterpriseNumber } from '../domain/numbers/enterprise-number.ts';
import { fullName } from '../domain/person-name.ts';
import { findCitizenByEmail } from '../features/accounts/citizens.repository.ts';
import { insertAccessRequest } from '../features/profiles/access/access-requests.repository.ts';
import { insertOrganisationEvent } from '../features/profiles/history/organisation-events.repository.ts';
import { insertMembership } from '../features/profiles/members/memberships.repository.ts';
import { insertOrganisation } from '../features/profiles/organisation/organisations.repository.ts';
import { type Database, sql, type Transaction } from '../platform/database.ts';
import { DEMONSTRATION_CITIZENS } from './demonstration-data.ts';

const [LUCIE, JAN] = DEMONSTRATION_CITIZENS;
// This number is not among those that the README proposes for trying a profile.
const enterpriseNumber = EnterpriseNumber.parse('1999000744');

/**
 * Creates a request for Nadia to decide: Jan asked twelve days ago to join Lucie's association, and nobody answered.
 */
export async function loadDemonstrationRequest(db: Database): Promise<void> {
  await db.transaction(async (tx) => {
    const [lucie, jan] = [await findCitizenByEmail(tx, LUCIE.email), await findCitizenByEmail(tx, JAN.email)];
    if (lucie === null || jan === null) return;
    const association = { kind: 'association', name: 'Comité de quartier Josaphat', vatLiable: false } as const;
    const legalForm = 'non-profit-association';
    if (!(await insertOrganisation(tx, { enterpriseNumber, ...association, legalForm }))) return;
    const { id: citizenId, email, language: preferredLanguage } = lucie;
    const manager = { enterpriseNumber, citizenId, email, preferredLanguage, role: 'manager' } as const;
    await insertMembership(tx, { ...manager, jobTitle: 'chair' });
    const by = { kind: 'oneself' } as const;
    const asker = { enterpriseNumber, person: fullName(jan) };
    await insertOrganisationEvent(tx, { enterpriseNumber, name: 'profile-created', person: fullName(lucie), by });
    await insertAccessRequest(tx, { enterpriseNumber, citizenId: jan.id, jobTitle: 'treasurer' });
    await insertOrganisationEvent(tx, { ...asker, name: 'access-asked', by });
    await updateAsHandedOver(tx);
    await insertOrganisationEvent(tx, { ...asker, name: 'access-handed-over', by: { kind: 'portal' } });
  });
}

async function updateAsHandedOver(tx: Transaction): Promise<void> {
  await tx.run(sql`
    update access_requests set asked_at = now() - interval '12 days', handed_over_at = now() - interval '2 days'
    where enterprise_number = ${enterpriseNumber} and status = 'open'`);
}
