import type { App } from '../../app.ts';
import { addJob } from '../../platform/jobs.ts';
import type { Language } from '../../web/language.ts';
import type { Citizen } from '../accounts/citizens.repository.ts';
import { fullName } from './full-name.ts';
import { insertInvitation } from './invitations.repository.ts';
import { insertOrganisationEvent } from './organisation-events.repository.ts';
import type { Role } from './roles.ts';

type Invite = { enterpriseNumber: string; email: string; role: Role; language: Language; actor: Citizen };

/** The same answer whether or not the address has an account, or is a member already. */
export function inviteMember(app: Pick<App, 'db'>, invite: Invite): Promise<void> {
  return app.db.transaction(async (tx) => {
    const invitationId = await insertInvitation(tx, invite);
    const { enterpriseNumber, email, role, actor } = invite;
    const by = { name: fullName(actor) };
    await insertOrganisationEvent(tx, { enterpriseNumber, name: 'member-invited', person: email, by, detail: role });
    await addJob(tx, { name: 'send-invitation', payload: { invitationId } });
  });
}
