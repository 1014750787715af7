import type { App } from '../../app.ts';
import { NotFound } from '../../web/refusals.ts';
import { queueAccountNotice } from '../accounts/account-jobs.ts';
import { updateAccessRequestDecided } from './access-requests.repository.ts';
import { fullName } from './create-profile.ts';
import { findMembership, insertMembership } from './memberships.repository.ts';
import { insertOrganisationEvent, lockOrganisation } from './organisations.repository.ts';
import type { Role } from './roles.ts';

type Decision = { id: string; enterpriseNumber: string; actorId: string; decision: Role | 'refused' };

/** Accepted with a role, or refused; who asked is told by mail. A request decided before stays as it is. */
export function decideAccess(
  app: Pick<App, 'db'>,
  { id, enterpriseNumber, actorId, decision }: Decision,
): Promise<void> {
  return app.db.transaction(async (tx) => {
    await lockOrganisation(tx, enterpriseNumber);
    const actor = await findMembership(tx, { enterpriseNumber, citizenId: actorId });
    if (actor?.role !== 'manager') throw new NotFound();
    const status = decision === 'refused' ? 'refused' : 'accepted';
    const request = await updateAccessRequestDecided(tx, { id, enterpriseNumber, status });
    if (request === null) return;
    const { citizenId, jobTitle, email, language } = request;
    if (decision !== 'refused') {
      const membership = { enterpriseNumber, citizenId, jobTitle, email, preferredLanguage: language };
      await insertMembership(tx, { ...membership, role: decision });
    }
    await insertOrganisationEvent(tx, { enterpriseNumber, name: `access-${status}`, person: fullName(request) });
    await queueAccountNotice(tx, { kind: `access-${status}`, email, language });
  });
}
