import type { App } from '../../../app.ts';
import type { EnterpriseNumber } from '../../../domain/enterprise-number.ts';
import type { JobTitle } from '../../../domain/job-titles.ts';
import { fullName } from '../../../domain/person-name.ts';
import { actAsCitizen, type CitizenActor } from '../../accounts/act-as-citizen.ts';
import { updateOpenAccessRequestAccepted } from '../access/access-requests.repository.ts';
import { insertOrganisationEvent } from '../history/organisation-events.repository.ts';
import { addMember } from '../members/add-member.ts';
import { lockOrganisation } from '../organisation/organisations.repository.ts';
import { findInvitation, updateInvitationAccepted } from './invitations.repository.ts';

export type AcceptInvitationOutcome =
  | { outcome: 'joined'; enterpriseNumber: EnterpriseNumber }
  | { outcome: 'invitation-dead' };
type Accept = { actor: CitizenActor; digest: Buffer; jobTitle: JobTitle };

/**
 * Accepts an invitation. Locks the organisation, as `cancelInvitation` does, so that the two never overlap. An open
 * request for access of the same citizen becomes accepted.
 */
export function acceptInvitation(
  app: Pick<App, 'db'>,
  { actor, digest, jobTitle }: Accept,
): Promise<AcceptInvitationOutcome> {
  return actAsCitizen(app, actor, async (tx, citizen) => {
    const { id: citizenId, email, emailConfirmedAt, language: preferredLanguage } = citizen;
    if (emailConfirmedAt === null) return { outcome: 'invitation-dead' };
    const found = await findInvitation(tx, { digest, email });
    if (found === null) return { outcome: 'invitation-dead' };
    const { enterpriseNumber, role } = found;
    await lockOrganisation(tx, enterpriseNumber);
    if (!(await updateInvitationAccepted(tx, { digest, email }))) return { outcome: 'invitation-dead' };
    await addMember(tx, { enterpriseNumber, citizenId, role, jobTitle, preferredLanguage, email });
    await updateOpenAccessRequestAccepted(tx, { enterpriseNumber, citizenId });
    const event = { enterpriseNumber, name: 'invitation-accepted', person: fullName(citizen), role } as const;
    await insertOrganisationEvent(tx, { ...event, by: { kind: 'oneself' } });
    return { outcome: 'joined', enterpriseNumber };
  });
}
