import type { App } from '../../../app.ts';
import type { EnterpriseNumber } from '../../../domain/enterprise-number.ts';
import type { JobTitle } from '../../../domain/job-titles.ts';
import { NotFound } from '../../../domain/not-found.ts';
import { fullName } from '../../../domain/person-name.ts';
import { actAsCitizen, type CitizenActor } from '../../accounts/act-as-citizen.ts';
import { insertOrganisationEvent } from '../history/organisation-events.repository.ts';
import { findMembership, listMembers } from '../members/memberships.repository.ts';
import { queueProfileNotice } from '../profile-notices.ts';
import { insertAccessRequest } from './access-requests.repository.ts';

type Ask = { actor: CitizenActor; enterpriseNumber: EnterpriseNumber; jobTitle: JobTitle };

/** Each manager who wants mails for this profile is told. Asked twice, one request stands and one mail leaves. */
export function askAccess(app: Pick<App, 'db'>, { actor, enterpriseNumber, jobTitle }: Ask): Promise<void> {
  return actAsCitizen(app, actor, async (tx, citizen) => {
    if (!(await insertAccessRequest(tx, { enterpriseNumber, citizenId: citizen.id, jobTitle }))) return;
    // Let in while the page was read: read after the insert, which waits for an answer that is being given.
    if ((await findMembership(tx, { enterpriseNumber, citizenId: citizen.id })) !== null) throw new NotFound();
    const person = fullName(citizen);
    await insertOrganisationEvent(tx, { enterpriseNumber, name: 'access-asked', person, by: { kind: 'oneself' } });
    const members = await listMembers(tx, enterpriseNumber);
    const told = members.filter(({ role, emailNotifications }) => role === 'manager' && emailNotifications);
    for (const { email, preferredLanguage: language } of told) {
      await queueProfileNotice(tx, { kind: 'access-asked', email, language, enterpriseNumber });
    }
  });
}
