import type { App } from '../../app.ts';
import { addJob } from '../../platform/jobs.ts';
import type { Language } from '../../web/language.ts';
import { insertInvitation } from './invitations.repository.ts';
import { insertOrganisationEvent } from './organisations.repository.ts';
import type { Role } from './roles.ts';

type Invite = { enterpriseNumber: string; email: string; role: Role; language: Language };

/** The same answer whether or not the address has an account, or is a member already. */
export function inviteMember(app: Pick<App, 'db'>, invite: Invite): Promise<void> {
  return app.db.transaction(async (tx) => {
    const invitationId = await insertInvitation(tx, invite);
    const { enterpriseNumber, email } = invite;
    await insertOrganisationEvent(tx, { enterpriseNumber, name: 'member-invited', person: email });
    await addJob(tx, { name: 'send-invitation', payload: { invitationId } });
  });
}
