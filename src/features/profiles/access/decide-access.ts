import type { App } from '../../../app.ts';
import { NotFound } from '../../../domain/not-found.ts';
import type { EnterpriseNumber } from '../../../domain/numbers/enterprise-number.ts';
import { fullName } from '../../../domain/person-name.ts';
import { actAsCitizen, type CitizenActor } from '../../accounts/act-as-citizen.ts';
import { findMembership } from '../members/memberships.repository.ts';
import type { Role } from '../members/roles.ts';
import { lockOrganisation } from '../organisation/organisations.repository.ts';
import { settleAccessRequest } from './settle-access-request.ts';

type Decision = { id: string; enterpriseNumber: EnterpriseNumber; actor: CitizenActor; decision: Role | 'refused' };

/**
 * Decides for a manager. Locks the organisation before it reads the membership, so that somebody who has just lost the
 * role of manager decides nothing (throws NotFound). Returns false when the request no longer waits for an answer.
 */
export function decideAccess(
  app: Pick<App, 'db'>,
  { id, enterpriseNumber, actor, decision }: Decision,
): Promise<boolean> {
  return actAsCitizen(app, actor, async (tx, manager) => {
    await lockOrganisation(tx, enterpriseNumber);
    const membership = await findMembership(tx, { enterpriseNumber, citizenId: actor.id });
    if (membership?.role !== 'manager') throw new NotFound();
    const by = { kind: 'person', name: fullName(manager) } as const;
    return settleAccessRequest(tx, { id, enterpriseNumber, decision, by, sender: manager.id });
  });
}
