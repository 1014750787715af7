import type { App } from '../../../app.ts';
import type { AllowedPassword } from '../../credentials/password-rules.ts';
import { findStaffPasswordHash, updateStaffPassword } from '../staff-credentials.repository.ts';
import { queueStaffNotice } from '../staff-jobs.ts';
import { updateOtherStaffSignInsEnded } from '../staff-sign-ins.repository.ts';
import { actOnOwnAccount } from './act-on-own-account.ts';
import type { OwnActor } from './own-actor.ts';

type Change = { actor: OwnActor; currentPassword: string; password: AllowedPassword };
export type ChangeOwnPasswordOutcome = { outcome: 'changed'; epoch: number } | { outcome: 'current-wrong' };

/**
 * Changes the password, which ends every session: the page begins that of the person who acts anew. They are told by
 * mail. The present password is compared again behind the lock, so that of two changes at once only the first holds.
 */
export async function changeOwnPassword(
  app: Pick<App, 'db' | 'passwords'>,
  { actor, currentPassword, password }: Change,
): Promise<ChangeOwnPasswordOutcome> {
  const { id, signInId } = actor;
  const from = await findStaffPasswordHash(app.db, id);
  if (!(await app.passwords.verify(from, currentPassword)) || from === null) return { outcome: 'current-wrong' };
  const to = await app.passwords.hash(password);
  const changed: { epoch: number | null } = { epoch: null };
  await actOnOwnAccount(app, actor, async (tx) => {
    changed.epoch = await updateStaffPassword(tx, { id, from, to });
    if (changed.epoch === null) return null;
    await updateOtherStaffSignInsEnded(tx, { staffMemberId: id, exceptSignInId: signInId });
    await queueStaffNotice(tx, { kind: 'staff-password-changed', id });
    return { name: 'staff-password-changed' };
  });
  return changed.epoch === null ? { outcome: 'current-wrong' } : { outcome: 'changed', epoch: changed.epoch };
}
