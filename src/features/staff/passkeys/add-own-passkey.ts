import type { App } from '../../../app.ts';
import { passkeySiteOf, readNewPasskey } from '../../../platform/passkeys/passkeys.ts';
import { actOnOwnAccount } from '../account/act-on-own-account.ts';
import type { OwnActor } from '../account/own-actor.ts';
import { queueStaffNotice } from '../staff-jobs.ts';
import { updateOtherStaffSignInsEnded } from '../staff-sign-ins.repository.ts';
import { takeChallenge } from './challenges.ts';
import { insertPasskey } from './passkeys.repository.ts';

type Added = { actor: OwnActor; name: string; credential: string };

/**
 * Adds a passkey that answered the challenge of this session. The other sessions end and the person is told by mail.
 * Returns false for an answer that is wrong or late, and for a passkey that is known.
 */
export async function addOwnPasskey(
  app: Pick<App, 'config' | 'db'>,
  { actor, name, credential }: Added,
): Promise<boolean> {
  const { id: staffMemberId, signInId } = actor;
  const challenge = await takeChallenge(app, `new passkey ${signInId}`);
  const site = passkeySiteOf(app.config.publicOrigin);
  const passkey = challenge === null ? null : readNewPasskey(site, credential, challenge);
  if (passkey === null) return false;
  return actOnOwnAccount(app, actor, async (tx) => {
    if (!(await insertPasskey(tx, { ...passkey, staffMemberId, name }))) return null;
    await updateOtherStaffSignInsEnded(tx, { staffMemberId, exceptSignInId: signInId });
    await queueStaffNotice(tx, { kind: 'staff-passkey-added', id: staffMemberId });
    return { name: 'staff-passkey-added', details: { passkey: name } };
  });
}
