import type { App } from '../../../app.ts';
import { insertAuditEvent } from '../../audit/audit-events.repository.ts';
import { actAsCitizen, type CitizenActor } from '../act-as-citizen.ts';
import { updateOtherSignInsEnded, updateSignInEnded } from '../sign-ins.repository.ts';

/** `ended` is the id of one of this citizen's sign-ins, or `others` for all except the one that acts. */
type EndedSessions = { actor: CitizenActor; ended: string };

export function endSessions(app: Pick<App, 'db'>, { actor, ended }: EndedSessions): Promise<void> {
  const { id: citizenId, signInId, network } = actor;
  return actAsCitizen(app, actor, async (tx) => {
    if (ended === 'others') await updateOtherSignInsEnded(tx, { citizenId, exceptSignInId: signInId });
    else await updateSignInEnded(tx, { citizenId, signInId: ended });
    await insertAuditEvent(tx, { name: 'sessions-ended', citizenId, network });
  });
}
