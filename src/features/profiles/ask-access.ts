import type { App } from '../../app.ts';
import { queueAccountNotice } from '../accounts/account-jobs.ts';
import type { Citizen } from '../accounts/citizens.repository.ts';
import { insertAccessRequest } from './access-requests.repository.ts';
import { fullName } from './create-profile.ts';
import type { JobTitle } from './job-titles.ts';
import { listMembers } from './memberships.repository.ts';
import { insertOrganisationEvent } from './organisations.repository.ts';

type Ask = { citizen: Citizen; enterpriseNumber: string; jobTitle: JobTitle };

/** Each manager is told by mail. Asked twice, one request stands and one mail leaves. */
export function askAccess(app: Pick<App, 'db'>, { citizen, enterpriseNumber, jobTitle }: Ask): Promise<void> {
  return app.db.transaction(async (tx) => {
    if (!(await insertAccessRequest(tx, { enterpriseNumber, citizenId: citizen.id, jobTitle }))) return;
    await insertOrganisationEvent(tx, { enterpriseNumber, name: 'access-asked', person: fullName(citizen) });
    const managers = (await listMembers(tx, enterpriseNumber)).filter(({ role }) => role === 'manager');
    for (const { accountEmail: email, preferredLanguage } of managers) {
      await queueAccountNotice(tx, { kind: 'access-asked', email, language: preferredLanguage });
    }
  });
}
