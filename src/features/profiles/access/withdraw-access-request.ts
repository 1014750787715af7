import type { App } from '../../../app.ts';
import type { EnterpriseNumber } from '../../../domain/numbers/enterprise-number.ts';
import { fullName } from '../../../domain/person-name.ts';
import { actAsCitizen, type CitizenActor } from '../../accounts/act-as-citizen.ts';
import { insertOrganisationEvent } from '../history/organisation-events.repository.ts';
import { updateAccessRequestWithdrawn } from './access-requests.repository.ts';

type Withdrawal = { actor: CitizenActor; enterpriseNumber: EnterpriseNumber };

/** Withdraws the request for the person who made it. Returns false when it was answered meanwhile. */
export function withdrawAccessRequest(app: Pick<App, 'db'>, { actor, enterpriseNumber }: Withdrawal): Promise<boolean> {
  return actAsCitizen(app, actor, async (tx, citizen) => {
    if (!(await updateAccessRequestWithdrawn(tx, { enterpriseNumber, citizenId: citizen.id }))) return false;
    const person = fullName(citizen);
    const event = { enterpriseNumber, name: 'access-withdrawn', person, by: { kind: 'oneself' } } as const;
    await insertOrganisationEvent(tx, event);
    return true;
  });
}
