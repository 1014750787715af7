import type { App } from '../../../app.ts';
import { NotFound } from '../../../domain/not-found.ts';
import type { EnterpriseNumber } from '../../../domain/numbers/enterprise-number.ts';
import { fullName, maskedAddress } from '../../../domain/person-name.ts';
import { actAsCitizen, type CitizenActor } from '../../accounts/act-as-citizen.ts';
import { insertOrganisationEvent } from '../history/organisation-events.repository.ts';
import { findMembership } from '../members/memberships.repository.ts';
import { lockOrganisation } from '../organisation/organisations.repository.ts';
import { deletePendingInvitation } from './invitations.repository.ts';

type Cancel = { actor: CitizenActor; enterpriseNumber: EnterpriseNumber; id: string };

/**
 * Cancels an invitation for a manager. Returns false when it no longer waits, because it was accepted meanwhile and the
 * list shows the new member.
 */
export function cancelInvitation(app: Pick<App, 'db'>, { actor, enterpriseNumber, id }: Cancel): Promise<boolean> {
  return actAsCitizen(app, actor, async (tx, manager) => {
    await lockOrganisation(tx, enterpriseNumber);
    const own = await findMembership(tx, { enterpriseNumber, citizenId: actor.id });
    if (own?.role !== 'manager') throw new NotFound();
    const email = await deletePendingInvitation(tx, { id, enterpriseNumber });
    if (email === null) return false;
    const event = { enterpriseNumber, name: 'invitation-cancelled', person: maskedAddress(email) } as const;
    await insertOrganisationEvent(tx, { ...event, by: { kind: 'person', name: fullName(manager) } });
    return true;
  });
}
