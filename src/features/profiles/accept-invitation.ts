import type { App } from '../../app.ts';
import type { Citizen } from '../accounts/citizens.repository.ts';
import { fullName } from './full-name.ts';
import { updateInvitationAccepted } from './invitations.repository.ts';
import type { JobTitle } from './job-titles.ts';
import { insertMembership } from './memberships.repository.ts';
import { insertOrganisationEvent } from './organisation-events.repository.ts';

export type AcceptInvitationOutcome = { outcome: 'joined'; enterpriseNumber: string } | { outcome: 'invitation-dead' };
type Accept = { citizen: Citizen; digest: Buffer; jobTitle: JobTitle };

export function acceptInvitation(
  app: Pick<App, 'db'>,
  { citizen, digest, jobTitle }: Accept,
): Promise<AcceptInvitationOutcome> {
  const { id: citizenId, email, language: preferredLanguage } = citizen;
  return app.db.transaction(async (tx) => {
    const invitation = await updateInvitationAccepted(tx, { digest, email });
    if (invitation === null) return { outcome: 'invitation-dead' };
    const { enterpriseNumber, role } = invitation;
    await insertMembership(tx, { enterpriseNumber, citizenId, role, jobTitle, preferredLanguage, email });
    const person = fullName(citizen);
    await insertOrganisationEvent(tx, { enterpriseNumber, name: 'invitation-accepted', person, by: { name: person } });
    return { outcome: 'joined', enterpriseNumber };
  });
}
