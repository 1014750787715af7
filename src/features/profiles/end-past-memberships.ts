import type { App } from '../../app.ts';
import { fullName } from './full-name.ts';
import { updatePastMembershipsEnded } from './memberships.repository.ts';
import { insertOrganisationEvent } from './organisation-events.repository.ts';

/** Every hour: writes the end of those whose last day is over. They lost access with that day already. */
export function endPastMemberships(app: Pick<App, 'db'>): Promise<void> {
  return app.db.transaction(async (tx) => {
    for (const ended of await updatePastMembershipsEnded(tx)) {
      const { enterpriseNumber } = ended;
      await insertOrganisationEvent(tx, {
        enterpriseNumber,
        name: 'membership-ended',
        person: fullName(ended),
        by: null,
      });
    }
  });
}
