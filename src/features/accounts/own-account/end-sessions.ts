import type { App } from '../../../app.ts';
import { insertAuditEvent } from '../../audit/audit-events.repository.ts';
import { updateOtherSignInsEnded, updateSignInEnded } from '../sign-ins.repository.ts';

/** `ended` is the id of a sign-in of this citizen, or `others` for all but the one `here`. */
type EndedSessions = { citizenId: string; here: string; ended: string; network: string };

export function endSessions(app: Pick<App, 'db'>, { citizenId, here, ended, network }: EndedSessions): Promise<void> {
  return app.db.transaction(async (tx) => {
    if (ended === 'others') await updateOtherSignInsEnded(tx, { citizenId, exceptSignInId: here });
    else await updateSignInEnded(tx, { citizenId, signInId: ended });
    await insertAuditEvent(tx, { name: 'sessions-ended', citizenId, network });
  });
}
