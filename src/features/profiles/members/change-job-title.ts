import type { App } from '../../../app.ts';
import type { JobTitle } from '../../../domain/job-titles.ts';
import type { EnterpriseNumber } from '../../../domain/numbers/enterprise-number.ts';
import { fullName } from '../../../domain/person-name.ts';
import { actAsCitizen, type CitizenActor } from '../../accounts/act-as-citizen.ts';
import { insertOrganisationEvent } from '../history/organisation-events.repository.ts';
import { updateJobTitle } from './memberships.repository.ts';

type Change = { actor: CitizenActor; enterpriseNumber: EnterpriseNumber; jobTitle: JobTitle };

/** Changes the citizen's own function. The managers see it in the history. */
export function changeJobTitle(app: Pick<App, 'db'>, { actor, enterpriseNumber, jobTitle }: Change): Promise<void> {
  return actAsCitizen(app, actor, async (tx, citizen) => {
    if (!(await updateJobTitle(tx, { enterpriseNumber, citizenId: citizen.id }, jobTitle))) return;
    const event = { enterpriseNumber, name: 'job-title-changed', person: fullName(citizen), jobTitle } as const;
    await insertOrganisationEvent(tx, { ...event, by: { kind: 'oneself' } });
  });
}
