import type { App } from '../../../app.ts';
import { actOnOwnAccount } from '../account/act-on-own-account.ts';
import type { OwnActor } from '../account/own-actor.ts';
import { queueStaffNotice } from '../staff-jobs.ts';
import { updateOtherStaffSignInsEnded } from '../staff-sign-ins.repository.ts';
import { newRecoveryCodes, recoveryDigest } from './recovery-code.ts';
import { deleteRecoveryCodesOf, insertRecoveryCodes } from './recovery-codes.repository.ts';

/**
 * Makes a new set of codes, which replaces the one before, and returns it: nothing can show it again, as only digests are
 * kept. The other sessions end and the person is told by mail.
 */
export async function makeRecoveryCodes(app: Pick<App, 'db'>, actor: OwnActor): Promise<string[]> {
  const { id: staffMemberId, signInId } = actor;
  const codes = newRecoveryCodes();
  await actOnOwnAccount(app, actor, async (tx) => {
    await deleteRecoveryCodesOf(tx, staffMemberId);
    await insertRecoveryCodes(tx, {
      staffMemberId,
      digests: codes.map((code) => recoveryDigest(staffMemberId, code)),
    });
    await updateOtherStaffSignInsEnded(tx, { staffMemberId, exceptSignInId: signInId });
    await queueStaffNotice(tx, { kind: 'staff-recovery-codes-made', id: staffMemberId });
    return { name: 'staff-recovery-codes-made' };
  });
  return codes;
}
