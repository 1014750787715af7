import type { App } from '../../../app.ts';
import type { Language } from '../../../domain/language.ts';
import { NotFound } from '../../../domain/not-found.ts';
import type { EnterpriseNumber } from '../../../domain/numbers/enterprise-number.ts';
import { fullName, maskedAddress } from '../../../domain/person-name.ts';
import type { Transaction } from '../../../platform/database.ts';
import { addJob } from '../../../platform/jobs.ts';
import { actAsCitizen, type CitizenActor } from '../../accounts/act-as-citizen.ts';
import type { Citizen } from '../../accounts/citizens.repository.ts';
import { insertOrganisationEvent } from '../history/organisation-events.repository.ts';
import { findMembership } from '../members/memberships.repository.ts';
import type { Role } from '../members/roles.ts';
import { lockOrganisation } from '../organisation/organisations.repository.ts';
import { insertInvitation } from './invitations.repository.ts';

export type InviteOutcome =
  | { outcome: 'invited' }
  | { outcome: 'unconfirmed' | 'own-address' }
  | { outcome: 'enough' | 'recipientEnough'; waitSeconds: number };
type Invite = { enterpriseNumber: EnterpriseNumber; email: string; role: Role; language: Language };

/**
 * Invites an address for a manager whose own address is confirmed, within daily limits per manager and per address. The
 * answer is the same whether or not the address has an account or belongs to another member, and to a second press.
 */
export async function inviteMember(
  app: Pick<App, 'db' | 'mailQuotas'>,
  { actor, ...invite }: Invite & { actor: CitizenActor },
): Promise<InviteOutcome> {
  const { recipient, sender } = app.mailQuotas.invitation;
  const full = (await recipient?.peek(invite.email)) ?? 0;
  if (full > 0) return { outcome: 'recipientEnough', waitSeconds: full };
  const waitSeconds = (await sender?.take(actor.id)) ?? 0;
  if (waitSeconds > 0) return { outcome: 'enough', waitSeconds };
  const outcome = await actAsCitizen(app, actor, (tx, manager) => writeInvitation(tx, manager, invite));
  if (outcome !== 'invited') await sender?.giveBack(actor.id);
  return { outcome: outcome === 'invited-before' ? 'invited' : outcome };
}

async function writeInvitation(tx: Transaction, manager: Citizen, invite: Invite) {
  const { enterpriseNumber, email, role } = invite;
  await lockOrganisation(tx, enterpriseNumber);
  const own = await findMembership(tx, { enterpriseNumber, citizenId: manager.id });
  if (own?.role !== 'manager') throw new NotFound();
  if (manager.email === email) return 'own-address';
  if (manager.emailConfirmedAt === null) return 'unconfirmed';
  const invitationId = await insertInvitation(tx, { ...invite, invitedBy: manager.id });
  if (invitationId === null) return 'invited-before';
  const event = { enterpriseNumber, name: 'member-invited', person: maskedAddress(email), role } as const;
  await insertOrganisationEvent(tx, { ...event, by: { kind: 'person', name: fullName(manager) } });
  await addJob(tx, { name: 'send-invitation', payload: { invitationId } });
  return 'invited';
}
