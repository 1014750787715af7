import type { App } from '../../../app.ts';
import { fullName } from '../../../domain/person-name.ts';
import { insertOrganisationEvent } from '../history/organisation-events.repository.ts';
import { queueProfileNotice } from '../profile-notices.ts';
import { updateAccessRequestsHandedOver } from './handed-over-requests.repository.ts';
import { tellCommuneOfRequest } from './tell-commune-of-request.ts';

/**
 * Hands over to the commune, every hour, the requests that no manager answered in ten days. The commune and the person
 * who asked are told by mail. The managers may still answer first.
 */
export function handOverAccessRequests({ commune, db }: Pick<App, 'commune' | 'db'>): Promise<void> {
  return db.transaction(async (tx) => {
    for (const request of await updateAccessRequestsHandedOver(tx)) {
      const { enterpriseNumber, email, language } = request;
      await insertOrganisationEvent(tx, {
        enterpriseNumber,
        name: 'access-handed-over',
        person: fullName(request),
        by: { kind: 'portal' },
      });
      await queueProfileNotice(tx, { kind: 'access-handed-over', email, language, enterpriseNumber, sender: null });
      await tellCommuneOfRequest(tx, { enterpriseNumber, language, commune });
    }
  });
}
