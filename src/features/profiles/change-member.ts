import type { App } from '../../app.ts';
import { fullName } from './create-profile.ts';
import {
  countManagers,
  listMembers,
  type Member,
  updateMembershipEnded,
  updateRole,
} from './memberships.repository.ts';
import { insertOrganisationEvent, lockOrganisation } from './organisations.repository.ts';
import type { Role } from './roles.ts';

export type ChangeMemberOutcome = { outcome: 'changed' } | { outcome: 'last-manager' } | { outcome: 'unknown' };
type Change = { enterpriseNumber: string; actorId: string; membershipId: string; to: Role | 'ended' };

/** An organisation never loses its last manager: changes of its members are made one after the other, behind its row. */
export function changeMember(
  app: Pick<App, 'db'>,
  { enterpriseNumber, actorId, membershipId, to }: Change,
): Promise<ChangeMemberOutcome> {
  return app.db.transaction(async (tx) => {
    await lockOrganisation(tx, enterpriseNumber);
    const members = await listMembers(tx, enterpriseNumber);
    const member = members.find(({ id }) => id === membershipId);
    if (member === undefined || !mayChange(members, actorId, { membershipId, to })) return { outcome: 'unknown' };
    const loses = member.role === 'manager' && to !== 'manager';
    if (loses && (await countManagers(tx, enterpriseNumber)) === 1) return { outcome: 'last-manager' };
    const one = { id: membershipId, enterpriseNumber };
    if (to === 'ended') await updateMembershipEnded(tx, one);
    else await updateRole(tx, one, to);
    const name = to === 'ended' ? 'membership-ended' : 'role-changed';
    await insertOrganisationEvent(tx, { enterpriseNumber, name, person: fullName(member) });
    return { outcome: 'changed' };
  });
}

/** A manager, everybody; a member, to leave. Read behind the lock: a manager of a moment ago is none. */
function mayChange(
  members: readonly Member[],
  actorId: string,
  asked: { membershipId: string; to: Role | 'ended' },
): boolean {
  const actor = members.find(({ citizenId }) => citizenId === actorId);
  if (actor === undefined) return false;
  return actor.role === 'manager' || (actor.id === asked.membershipId && asked.to === 'ended');
}
