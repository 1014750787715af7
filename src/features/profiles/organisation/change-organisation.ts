import type { App } from '../../../app.ts';
import { NotFound } from '../../../domain/not-found.ts';
import type { EnterpriseNumber } from '../../../domain/numbers/enterprise-number.ts';
import { fullName } from '../../../domain/person-name.ts';
import { actAsCitizen, type CitizenActor } from '../../accounts/act-as-citizen.ts';
import { insertOrganisationEvent } from '../history/organisation-events.repository.ts';
import { findMembership } from '../members/memberships.repository.ts';
import { ORGANISATION_PARTS } from './organisation-parts.ts';
import {
  findOrganisation,
  lockOrganisation,
  type OrganisationIdentity,
  updateOrganisationIdentity,
} from './organisations.repository.ts';

type Change = { actor: CitizenActor; enterpriseNumber: EnterpriseNumber; identity: OrganisationIdentity };

/**
 * Changes the details for a manager while the commune has not checked them. Returns false when it has, as only the
 * commune changes them then.
 */
export function changeOrganisation(
  app: Pick<App, 'db'>,
  { actor, enterpriseNumber, identity }: Change,
): Promise<boolean> {
  return actAsCitizen(app, actor, async (tx, manager) => {
    await lockOrganisation(tx, enterpriseNumber);
    const own = await findMembership(tx, { enterpriseNumber, citizenId: actor.id });
    const before = await findOrganisation(tx, enterpriseNumber);
    if (own?.role !== 'manager' || before === null) throw new NotFound();
    if (!(await updateOrganisationIdentity(tx, enterpriseNumber, identity))) return false;
    const parts = ORGANISATION_PARTS.filter((part) => before[part] !== identity[part]);
    if (parts.length === 0) return true;
    const event = { enterpriseNumber, name: 'organisation-changed', person: fullName(manager), parts } as const;
    await insertOrganisationEvent(tx, { ...event, by: { kind: 'oneself' } });
    return true;
  });
}
