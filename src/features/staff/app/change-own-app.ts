import type { App } from '../../../app.ts';
import { digestOf } from '../../../platform/sealing.ts';
import { timeStepOf } from '../../../platform/second-factor.ts';
import { actOnOwnAccount } from '../account/act-on-own-account.ts';
import type { OwnActor } from '../account/own-actor.ts';
import { sealSecondFactor } from '../sealed-second-factor.ts';
import { openOfferedSecondFactor } from '../set-up/offered-second-factor.ts';
import { updateStaffApp } from '../staff-credentials.repository.ts';
import { queueStaffNotice } from '../staff-jobs.ts';
import { updateOtherStaffSignInsEnded } from '../staff-sign-ins.repository.ts';

type Change = { actor: OwnActor; offer: string; code: string };
/** Returns the digest that binds an offered secret to the account that it was shown to. */
export const appOfferedTo = (id: string): Buffer => digestOf(`app of ${id}`);

/**
 * Replaces the secret of the app, once a code shows that the new one holds it. Every session ends: the page begins that of
 * the person who acts anew. They are told by mail. Returns the new epoch, or null for a wrong code or an old offer.
 */
export async function changeOwnApp(
  app: Pick<App, 'clock' | 'db' | 'sealing'>,
  { actor, offer, code }: Change,
): Promise<number | null> {
  const { id, signInId } = actor;
  const secret = openOfferedSecondFactor(app, { link: appOfferedTo(id), sealed: offer })?.secret ?? null;
  const timeStep = secret === null ? null : timeStepOf(secret, { code, at: app.clock.now() });
  if (secret === null || timeStep === null) return null;
  const secondFactor = sealSecondFactor(app, { of: id, secret });
  const changed: { epoch: number | null } = { epoch: null };
  await actOnOwnAccount(app, actor, async (tx) => {
    changed.epoch = await updateStaffApp(tx, { id, secondFactor, timeStep });
    if (changed.epoch === null) return null;
    await updateOtherStaffSignInsEnded(tx, { staffMemberId: id, exceptSignInId: signInId });
    await queueStaffNotice(tx, { kind: 'staff-app-changed', id });
    return { name: 'staff-app-changed' };
  });
  return changed.epoch;
}
