import type { App } from '../../../app.ts';
import type { EnterpriseNumber } from '../../../domain/numbers/enterprise-number.ts';
import { fullName, nameAmong } from '../../../domain/person-name.ts';
import type { Transaction } from '../../../platform/database.ts';
import { actAsCitizen, type CitizenActor } from '../../accounts/act-as-citizen.ts';
import type { Citizen } from '../../accounts/citizens.repository.ts';
import { insertOrganisationEvent } from '../history/organisation-events.repository.ts';
import { lockOrganisation } from '../organisation/organisations.repository.ts';
import { queueProfileNotice } from '../profile-notices.ts';
import { updateMembershipEnded, updateMembershipEndsOn } from './membership-ends.repository.ts';
import { countLastingManagers, listMembers, type Member, updateRole } from './memberships.repository.ts';
import type { Role } from './roles.ts';

/**
 * The change of a membership: another role; an end at once, or after a last day (« 2026-12-31 », counted in Brussels);
 * or no end after all.
 */
export type MemberChange =
  | { to: 'role'; role: Role }
  | { to: 'ended' }
  | { to: 'end-set'; endsOn: string }
  | { to: 'end-cancelled' };
export type ChangeMemberOutcome = { outcome: 'changed' } | { outcome: 'last-manager' } | { outcome: 'unknown' };
type Change = { enterpriseNumber: EnterpriseNumber; actor: CitizenActor; membershipId: string; change: MemberChange };

/**
 * Changes a membership. Locks the organisation, so that changes of its members are made one after the other, and it
 * always keeps a manager without a last day. The person concerned is told by mail, unless they acted themselves.
 * Repeating the same change does nothing and tells nobody.
 */
export function changeMember(
  app: Pick<App, 'db'>,
  { enterpriseNumber, actor, membershipId, change }: Change,
): Promise<ChangeMemberOutcome> {
  return actAsCitizen(app, actor, async (tx, citizen) => {
    await lockOrganisation(tx, enterpriseNumber);
    const members = await listMembers(tx, enterpriseNumber);
    const member = members.find(({ id }) => id === membershipId);
    const own = members.find(({ citizenId }) => citizenId === actor.id);
    if (member === undefined || own === undefined || !mayChange(own, member, change)) return { outcome: 'unknown' };
    if (isAsAsked(member, change)) return { outcome: 'changed' };
    const loses = member.role === 'manager' && member.endsOn === null && change.to !== 'end-cancelled';
    if (loses && (await countLastingManagers(tx, enterpriseNumber)) <= 1) return { outcome: 'last-manager' };
    await write(tx, member, change);
    await tell(tx, { member, person: nameAmong(member, members), change, actor: citizen });
    return { outcome: 'changed' };
  });
}

/**
 * A manager may change everybody; a member may only leave. Both memberships are read under the lock, so that somebody
 * who has just lost the role of manager changes nothing.
 */
function mayChange(own: Member, member: Member, { to }: MemberChange): boolean {
  return own.role === 'manager' || (own.id === member.id && (to === 'ended' || to === 'end-set'));
}

function isAsAsked({ role, endsOn }: Member, change: MemberChange): boolean {
  if (change.to === 'role') return change.role === role;
  if (change.to === 'ended') return false;
  return endsOn === (change.to === 'end-set' ? change.endsOn : null);
}

async function write(tx: Transaction, member: Member, change: MemberChange): Promise<void> {
  if (change.to === 'role') return updateRole(tx, member, change.role);
  if (change.to === 'ended') return updateMembershipEnded(tx, member);
  return updateMembershipEndsOn(tx, member, change.to === 'end-set' ? change.endsOn : null);
}

type Told = { member: Member; person: string; change: MemberChange; actor: Citizen };
async function tell(tx: Transaction, { member, person, change, actor }: Told): Promise<void> {
  const { enterpriseNumber, accountEmail: email, preferredLanguage: language } = member;
  const event = eventOf(person, change);
  const oneself = member.citizenId === actor.id;
  const by = oneself ? ({ kind: 'oneself' } as const) : ({ kind: 'person', name: fullName(actor) } as const);
  await insertOrganisationEvent(tx, { ...event, enterpriseNumber, by });
  if (oneself || event.name === 'membership-end-cancelled') return;
  const role = change.to === 'role' ? change.role : null;
  await queueProfileNotice(tx, { kind: event.name, email, language, enterpriseNumber, role, sender: actor.id });
}

function eventOf(person: string, change: MemberChange) {
  switch (change.to) {
    case 'role':
      return { name: 'role-changed', person, role: change.role } as const;
    case 'ended':
      return { name: 'membership-ended', person } as const;
    case 'end-set':
      return { name: 'membership-end-set', person, endsOn: change.endsOn } as const;
    case 'end-cancelled':
      return { name: 'membership-end-cancelled', person } as const;
  }
}
