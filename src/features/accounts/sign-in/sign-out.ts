import type { App } from '../../../app.ts';
import { insertAuditEvent } from '../../audit/audit-events.repository.ts';
import { updateSignInEnded } from '../sign-ins.repository.ts';

type Leaving = { citizenId: string; signInId: string; network: string };

/** Ends the sign-in of a citizen, also one that has ended, and writes that they left. */
export function signOut({ db }: Pick<App, 'db'>, { citizenId, signInId, network }: Leaving): Promise<void> {
  return db.transaction(async (tx) => {
    await updateSignInEnded(tx, { citizenId, signInId });
    await insertAuditEvent(tx, { name: 'signed-out', citizenId, network });
  });
}
