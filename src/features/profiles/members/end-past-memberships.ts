import type { App } from '../../../app.ts';
import type { EnterpriseNumber } from '../../../domain/numbers/enterprise-number.ts';
import { fullName } from '../../../domain/person-name.ts';
import type { Transaction } from '../../../platform/database.ts';
import { insertOrganisationEvent } from '../history/organisation-events.repository.ts';
import { updatePastMembershipsEnded } from './membership-ends.repository.ts';

/** Writes, every hour, the end of memberships whose last day is over. Their access already ended with that day. */
export function endPastMemberships(app: Pick<App, 'db'>): Promise<void> {
  return app.db.transaction((tx) => writePastEnds(tx, null));
}

/** Does so for one person in one organisation, or for all when `of` is null. */
export async function writePastEnds(
  tx: Transaction,
  of: { enterpriseNumber: EnterpriseNumber; citizenId: string } | null,
): Promise<void> {
  for (const ended of await updatePastMembershipsEnded(tx, of)) {
    const { enterpriseNumber } = ended;
    await insertOrganisationEvent(tx, {
      enterpriseNumber,
      name: 'membership-ended',
      person: fullName(ended),
      by: { kind: 'portal' },
    });
  }
}
