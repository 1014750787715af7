import type { App } from '../../../app.ts';
import { insertAuditEvent } from '../../audit/audit-events.repository.ts';
import { updateCitizenNames } from '../citizens.repository.ts';

type Change = { citizenId: string; names: { firstName: string; lastName: string }; network: string };

export function changePersonalData(app: Pick<App, 'db'>, { citizenId, names, network }: Change): Promise<void> {
  return app.db.transaction(async (tx) => {
    await updateCitizenNames(tx, citizenId, names);
    await insertAuditEvent(tx, { name: 'personal-data-changed', citizenId, network });
  });
}
