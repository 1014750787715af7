import type { App } from '../../../app.ts';
import { updateOtherStaffSignInsEnded, updateStaffSignInEnded } from '../staff-sign-ins.repository.ts';
import { actOnOwnAccount } from './act-on-own-account.ts';
import type { OwnActor } from './own-actor.ts';

/** Ends one of this person's sign-ins, by its id, or with `others` all except the one that acts. */
export function endOwnSessions(app: Pick<App, 'db'>, actor: OwnActor, ended: string): Promise<boolean> {
  const { id: staffMemberId, signInId } = actor;
  return actOnOwnAccount(app, actor, async (tx) => {
    if (ended === 'others') await updateOtherStaffSignInsEnded(tx, { staffMemberId, exceptSignInId: signInId });
    else await updateStaffSignInEnded(tx, { staffMemberId, signInId: ended });
    return { name: 'staff-sessions-ended' };
  });
}
