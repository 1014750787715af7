import type { App } from '../../../app.ts';
import { insertAuditEvent } from '../../audit/audit-events.repository.ts';
import { type Preferences, updateCitizenPreferences } from '../citizens.repository.ts';

type Change = { citizenId: string; wanted: Preferences; network: string };

export function changePreferences(app: Pick<App, 'db'>, { citizenId, wanted, network }: Change): Promise<void> {
  return app.db.transaction(async (tx) => {
    await updateCitizenPreferences(tx, citizenId, wanted);
    await insertAuditEvent(tx, { name: 'preferences-changed', citizenId, network });
  });
}
