import type { App } from '../../../app.ts';
import type { Transaction } from '../../../platform/database.ts';
import { digestOf } from '../../../platform/sealing.ts';
import { timeStepOf } from '../../../platform/second-factor.ts';
import { insertAuditEvent } from '../../audit/audit-events.repository.ts';
import { judgeBehindDelay } from '../../credentials/sign-in-delay.ts';
import type { OwnActor } from '../account/own-actor.ts';
import { updatePasskeyUsed } from '../passkeys/passkeys.repository.ts';
import { proveByPasskey } from '../passkeys/prove-by-passkey.ts';
import { openSecondFactor } from '../sealed-second-factor.ts';
import { findStaffApp, updateStaffTimeStep } from '../staff-credentials.repository.ts';
import { updateStaffSignInConfirmed } from '../staff-sign-ins.repository.ts';

export type GivenFactor = { kind: 'code'; code: string } | { kind: 'passkey'; credential: string };
type ConfirmApp = Pick<App, 'clock' | 'config' | 'db' | 'sealing'>;
/** Uses the factor up. Returns false when it is no longer valid. */
type Use = (tx: Transaction) => Promise<boolean>;

/**
 * Confirms that the person who is signed in still holds their second factor. Wrong tries make them wait, by the rules of
 * a sign-in, and each is written down. Returns false for a wrong one.
 */
export async function confirmFactor(app: ConfirmApp, actor: OwnActor, given: GivenFactor): Promise<boolean> {
  const { id: staffMemberId, signInId, network } = actor;
  const use = given.kind === 'code' ? await codeUse(app, actor, given) : await passkeyUse(app, actor, given);
  return app.db.transaction(async (tx) => {
    const { proof } = await judgeBehindDelay(tx, {
      digest: digestOf(`staff confirmation ${staffMemberId}`),
      prove: async () => use?.(tx).then((used) => used || null) ?? null,
    });
    const name = proof === null ? 'staff-factor-refused' : 'staff-factor-confirmed';
    await insertAuditEvent(tx, { name, staffMemberId, network });
    if (proof !== null) await updateStaffSignInConfirmed(tx, { staffMemberId, signInId });
    return proof !== null;
  });
}

async function codeUse(app: ConfirmApp, { id }: OwnActor, { code }: { code: string }): Promise<Use | null> {
  const sealed = await findStaffApp(app.db, id);
  const secret = openSecondFactor(app, { of: id, sealed });
  const timeStep = secret === null ? null : timeStepOf(secret, { code, at: app.clock.now() });
  if (sealed === null || timeStep === null) return null;
  return (tx) => updateStaffTimeStep(tx, { id, secondFactor: sealed, timeStep });
}

async function passkeyUse(
  app: ConfirmApp,
  { id, signInId }: OwnActor,
  { credential }: { credential: string },
): Promise<Use | null> {
  const { proof } = await proveByPasskey(app, { holder: `confirmation ${signInId}`, credential });
  if (proof === null || proof.passkey.staffMemberId !== id) return null;
  const { passkey, counter } = proof;
  return async (tx) => (await updatePasskeyUsed(tx, { ...passkey, counter })) !== null;
}
