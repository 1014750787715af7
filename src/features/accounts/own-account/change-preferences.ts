import type { App } from '../../../app.ts';
import { insertAuditEvent } from '../../audit/audit-events.repository.ts';
import { actAsCitizen, type CitizenActor } from '../act-as-citizen.ts';
import { type Preferences, updateCitizenPreferences } from '../citizens.repository.ts';

type Change = { actor: CitizenActor; wanted: Preferences };

export function changePreferences(app: Pick<App, 'db'>, { actor, wanted }: Change): Promise<void> {
  return actAsCitizen(app, actor, async (tx, { id: citizenId }) => {
    await updateCitizenPreferences(tx, citizenId, wanted);
    await insertAuditEvent(tx, { name: 'preferences-changed', citizenId, network: actor.network });
  });
}
