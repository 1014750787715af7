import type { App } from '../../../app.ts';
import { insertAuditEvent } from '../../audit/audit-events.repository.ts';
import { actAsCitizen, type CitizenActor } from '../act-as-citizen.ts';
import { updateCitizenNames } from '../citizens.repository.ts';

type Change = { actor: CitizenActor; names: { firstName: string; lastName: string } };

export function changePersonalData(app: Pick<App, 'db'>, { actor, names }: Change): Promise<void> {
  return actAsCitizen(app, actor, async (tx, { id: citizenId }) => {
    await updateCitizenNames(tx, citizenId, names);
    await insertAuditEvent(tx, { name: 'personal-data-changed', citizenId, network: actor.network });
  });
}
