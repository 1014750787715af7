import type { App } from '../../../app.ts';
import type { EnterpriseNumber } from '../../../domain/enterprise-number.ts';
import type { Language } from '../../../domain/language.ts';
import { NotFound } from '../../../domain/not-found.ts';
import { fullName, maskedAddress } from '../../../domain/person-name.ts';
import { addJob } from '../../../platform/jobs.ts';
import { actAsCitizen, type CitizenActor } from '../../accounts/act-as-citizen.ts';
import { insertOrganisationEvent } from '../history/organisation-events.repository.ts';
import { findMembership } from '../members/memberships.repository.ts';
import type { Role } from '../members/roles.ts';
import { lockOrganisation } from '../organisation/organisations.repository.ts';
import { insertInvitation } from './invitations.repository.ts';

type Invite = {
  enterpriseNumber: EnterpriseNumber;
  email: string;
  role: Role;
  language: Language;
  actor: CitizenActor;
};

/** By a manager. The same answer whether or not the address has an account, or is a member already. */
export function inviteMember(app: Pick<App, 'db'>, { actor, ...invite }: Invite): Promise<void> {
  const { enterpriseNumber, email, role } = invite;
  return actAsCitizen(app, actor, async (tx, manager) => {
    await lockOrganisation(tx, enterpriseNumber);
    const own = await findMembership(tx, { enterpriseNumber, citizenId: actor.id });
    if (own?.role !== 'manager') throw new NotFound();
    const invitationId = await insertInvitation(tx, { ...invite, invitedBy: actor.id });
    const event = { enterpriseNumber, name: 'member-invited', person: maskedAddress(email), role } as const;
    await insertOrganisationEvent(tx, { ...event, by: { kind: 'person', name: fullName(manager) } });
    await addJob(tx, { name: 'send-invitation', payload: { invitationId } });
  });
}
