import type { App } from '../../../app.ts';
import type { JobTitle } from '../../../domain/job-titles.ts';
import type { EnterpriseNumber } from '../../../domain/numbers/enterprise-number.ts';
import { fullName } from '../../../domain/person-name.ts';
import { actAsCitizen, type CitizenActor } from '../../accounts/act-as-citizen.ts';
import { proveEmail } from '../../accounts/email/prove-email.ts';
import { updateOpenAccessRequestAccepted } from '../access/access-requests.repository.ts';
import { insertOrganisationEvent } from '../history/organisation-events.repository.ts';
import { addMember } from '../members/add-member.ts';
import { lockOrganisation } from '../organisation/organisations.repository.ts';
import { findInvitation, type InvitationKey, updateInvitationAccepted } from './invitations.repository.ts';

export type AcceptInvitationOutcome =
  | { outcome: 'joined'; enterpriseNumber: EnterpriseNumber }
  | { outcome: 'invitation-dead' };
type Accept = { actor: CitizenActor; invitation: InvitationKey; jobTitle: JobTitle };

/**
 * Accepts an invitation. Whoever has the link reads the mailbox that it was sent to: joining with it, from the account of
 * that very address, confirms the address as the link of a confirmation does. Mon espace offers invitations to confirmed
 * addresses only. Locks the organisation, as
 * `cancelInvitation` does, so that the two never overlap. An open request for access of the same citizen becomes accepted.
 */
export function acceptInvitation(
  app: Pick<App, 'db'>,
  { actor, invitation: key, jobTitle }: Accept,
): Promise<AcceptInvitationOutcome> {
  return actAsCitizen(app, actor, async (tx, citizen) => {
    const { id: citizenId, email, emailConfirmedAt, language: preferredLanguage } = citizen;
    const found = await findInvitation(tx, { key, email });
    if (found === null) return { outcome: 'invitation-dead' };
    // Stands even when the invitation is cancelled at this instant: the link was good when it was followed.
    if (emailConfirmedAt === null) await proveEmail(tx, { citizenId, email, network: actor.network });
    const { enterpriseNumber, role } = found;
    await lockOrganisation(tx, enterpriseNumber);
    if (!(await updateInvitationAccepted(tx, { key, email }))) return { outcome: 'invitation-dead' };
    await addMember(tx, { enterpriseNumber, citizenId, role, jobTitle, preferredLanguage, email });
    await updateOpenAccessRequestAccepted(tx, { enterpriseNumber, citizenId });
    const event = { enterpriseNumber, name: 'invitation-accepted', person: fullName(citizen), role } as const;
    await insertOrganisationEvent(tx, { ...event, by: { kind: 'oneself' } });
    return { outcome: 'joined', enterpriseNumber };
  });
}
