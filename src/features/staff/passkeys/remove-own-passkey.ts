import type { App } from '../../../app.ts';
import { actOnOwnAccount } from '../account/act-on-own-account.ts';
import type { OwnActor } from '../account/own-actor.ts';
import { queueStaffNotice } from '../staff-jobs.ts';
import { updateOtherStaffSignInsEnded } from '../staff-sign-ins.repository.ts';
import { deletePasskey, listPasskeys } from './passkeys.repository.ts';

/**
 * Removes one of one's own passkeys, behind the lock of the account, so that of two that are removed at once the last
 * second factor stays. The other sessions end and the person is told by mail. Returns false when it is the last factor,
 * or not theirs.
 */
export function removeOwnPasskey(app: Pick<App, 'db'>, actor: OwnActor, id: string): Promise<boolean> {
  const { id: staffMemberId, signInId } = actor;
  return actOnOwnAccount(app, actor, async (tx, { secondFactor }) => {
    const passkeys = await listPasskeys(tx, staffMemberId);
    const removed = passkeys.find((passkey) => passkey.id === id);
    if (removed === undefined || !mayRemovePasskey({ secondFactor, passkeys })) return null;
    await deletePasskey(tx, { staffMemberId, id });
    await updateOtherStaffSignInsEnded(tx, { staffMemberId, exceptSignInId: signInId });
    await queueStaffNotice(tx, { kind: 'staff-passkey-removed', id: staffMemberId });
    return { name: 'staff-passkey-removed', details: { passkey: removed.name } };
  });
}

/** Returns true when the account would keep an app or another passkey. */
export function mayRemovePasskey(factors: { secondFactor: string | null; passkeys: readonly unknown[] }): boolean {
  return factors.secondFactor !== null || factors.passkeys.length > 1;
}
