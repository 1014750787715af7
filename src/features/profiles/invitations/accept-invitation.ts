import type { App } from '../../../app.ts';
import type { JobTitle } from '../../../domain/job-titles.ts';
import type { EnterpriseNumber } from '../../../domain/numbers/enterprise-number.ts';
import { fullName } from '../../../domain/person-name.ts';
import type { Transaction } from '../../../platform/database.ts';
import { actAsCitizen, type CitizenActor } from '../../accounts/act-as-citizen.ts';
import { proveEmail } from '../../accounts/email/prove-email.ts';
import { updateOpenAccessRequestAccepted } from '../access/access-requests.repository.ts';
import { insertOrganisationEvent } from '../history/organisation-events.repository.ts';
import { addMember } from '../members/add-member.ts';
import { findMembership } from '../members/memberships.repository.ts';
import { lockOrganisation } from '../organisation/organisations.repository.ts';
import {
  findAcceptedInvitation,
  findInvitation,
  type InvitationKey,
  updateInvitationAccepted,
} from './invitations.repository.ts';

export type AcceptInvitationOutcome =
  | { outcome: 'joined'; enterpriseNumber: EnterpriseNumber }
  | { outcome: 'invitation-dead' };
type Accept = { actor: CitizenActor; invitation: InvitationKey; jobTitle: JobTitle };

/**
 * Accepts an invitation. Whoever has the link reads the mailbox that it was sent to: joining with it, from the account of
 * that very address, confirms the address as the link of a confirmation does. Mon espace offers invitations to confirmed
 * addresses only. Locks the organisation, as
 * `cancelInvitation` does, so that the two never overlap. An open request for access of the same citizen becomes accepted. A
 * second press of the button joins nothing again, and leads to the profile.
 */
export function acceptInvitation(
  app: Pick<App, 'db'>,
  { actor, invitation: key, jobTitle }: Accept,
): Promise<AcceptInvitationOutcome> {
  return actAsCitizen(app, actor, async (tx, citizen) => {
    const { id: citizenId, email, emailConfirmedAt, language: preferredLanguage } = citizen;
    const found = await findInvitation(tx, { key, email });
    if (found === null) return joinedBefore(tx, { key, email, citizenId });
    // Stands even when the invitation is cancelled at this instant: the link was good when it was followed.
    if (emailConfirmedAt === null) await proveEmail(tx, { citizenId, email, network: actor.network });
    const { enterpriseNumber, role } = found;
    await lockOrganisation(tx, enterpriseNumber);
    if (!(await updateInvitationAccepted(tx, { key, email }))) return joinedBefore(tx, { key, email, citizenId });
    await addMember(tx, { enterpriseNumber, citizenId, role, jobTitle, preferredLanguage, email });
    await updateOpenAccessRequestAccepted(tx, { enterpriseNumber, citizenId });
    const event = { enterpriseNumber, name: 'invitation-accepted', person: fullName(citizen), role } as const;
    await insertOrganisationEvent(tx, { ...event, by: { kind: 'oneself' } });
    return { outcome: 'joined', enterpriseNumber };
  });
}

type Before = { key: InvitationKey; email: string; citizenId: string };

async function joinedBefore(tx: Transaction, { citizenId, ...wanted }: Before): Promise<AcceptInvitationOutcome> {
  const enterpriseNumber = await findAcceptedInvitation(tx, wanted);
  const joined = enterpriseNumber !== null && (await findMembership(tx, { enterpriseNumber, citizenId })) !== null;
  return joined ? { outcome: 'joined', enterpriseNumber } : { outcome: 'invitation-dead' };
}
