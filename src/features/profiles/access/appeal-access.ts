import type { App } from '../../../app.ts';
import type { EnterpriseNumber } from '../../../domain/numbers/enterprise-number.ts';
import { fullName } from '../../../domain/person-name.ts';
import { actAsCitizen, type CitizenActor } from '../../accounts/act-as-citizen.ts';
import { insertOrganisationEvent } from '../history/organisation-events.repository.ts';
import { findMembership } from '../members/memberships.repository.ts';
import { findRefusedAccessRequest, insertAccessRequestAtCommune } from './access-requests.repository.ts';
import { tellCommuneOfRequest } from './tell-commune-of-request.ts';

/**
 * Puts a request that the managers refused to the commune, which may decide at once: whoever created a profile first
 * could else keep the director of the organisation out for ever. Once only, as what the commune could decide is not put to it
 * again. Returns false when there is no such request.
 */
export function appealAccess(
  app: Pick<App, 'commune' | 'db'>,
  { actor, enterpriseNumber }: { actor: CitizenActor; enterpriseNumber: EnterpriseNumber },
): Promise<boolean> {
  return actAsCitizen(app, actor, async (tx, citizen) => {
    const of = { enterpriseNumber, citizenId: citizen.id };
    const refused = await findRefusedAccessRequest(tx, of);
    if (refused === null || (await findMembership(tx, of)) !== null) return false;
    if (!(await insertAccessRequestAtCommune(tx, { ...of, jobTitle: refused.jobTitle }))) return false;
    const person = fullName(citizen);
    await insertOrganisationEvent(tx, { enterpriseNumber, name: 'access-appealed', person, by: { kind: 'oneself' } });
    await tellCommuneOfRequest(tx, { enterpriseNumber, language: citizen.language, commune: app.commune });
    return true;
  });
}
