import type { App } from '../../../app.ts';
import type { EnterpriseNumber } from '../../../domain/numbers/enterprise-number.ts';
import { actAsCitizen, type CitizenActor } from '../../accounts/act-as-citizen.ts';
import { type Contact, updateContact } from '../members/memberships.repository.ts';

type Change = { actor: CitizenActor; enterpriseNumber: EnterpriseNumber; contact: Contact };

/** Saves how the acting member wants to receive the organisation's correspondence. */
export function changeContact(app: Pick<App, 'db'>, { actor, enterpriseNumber, contact }: Change): Promise<void> {
  return actAsCitizen(app, actor, (tx, { id: citizenId }) =>
    updateContact(tx, { enterpriseNumber, citizenId }, contact),
  );
}
