import type { App } from '../../../app.ts';
import { NotFound } from '../../../domain/not-found.ts';
import { digestOf } from '../../../platform/sealing.ts';
import type { Client } from '../../../web/pipeline/client.ts';
import { insertAuditEvent } from '../../audit/audit-events.repository.ts';
import type { AllowedPassword } from '../../credentials/password-rules.ts';
import { liftDelays } from '../../credentials/sign-in-delay.ts';
import { deletePasskeysOf, insertPasskey } from '../passkeys/passkeys.repository.ts';
import { deleteRecoveryCodesOf } from '../recovery/recovery-codes.repository.ts';
import type { BegunSignIn } from '../sign-in/begin-staff-sign-in.ts';
import { staffDelayDigest } from '../sign-in/sign-in-staff.ts';
import { lockStaffCredentials, updateStaffCredentials } from '../staff-credentials.repository.ts';
import { insertStaffSignIn } from '../staff-sign-ins.repository.ts';
import { type OfferedFactor, provenFactor } from './proven-factor.ts';
import { deleteStaffLink, findStaffLink } from './staff-links.repository.ts';

type SetUpApp = Pick<App, 'clock' | 'config' | 'db' | 'passwords' | 'sealing'>;
/** `passkeyName` is what the passkey is called until its owner adds another. */
export type SetUpInput = {
  token: string;
  password: AllowedPassword;
  factor: OfferedFactor;
  passkeyName: string;
  client: Client;
};
export type SetUpOutcome =
  | ({ outcome: 'ready' } & BegunSignIn)
  | { outcome: 'link-dead' }
  | { outcome: 'factor-wrong' };

/**
 * Uses up the link and gives the account its password and its second factor, once the person has shown that they hold
 * it. Earlier sessions end, earlier passkeys and recovery codes are gone and the sign-in delay is removed.
 */
export async function setUpStaff(app: SetUpApp, input: SetUpInput): Promise<SetUpOutcome> {
  const digest = digestOf(input.token);
  const link = await findStaffLink(app.db, digest);
  if (link === null) return { outcome: 'link-dead' };
  const { staffMemberId: id, email } = link;
  const proven = await provenFactor(app, { link: digest, staffMemberId: id }, input.factor);
  if (proven === null) return { outcome: 'factor-wrong' };
  const passwordHash = await app.passwords.hash(input.password);
  return app.db.transaction(async (tx) => {
    await liftDelays(tx, staffDelayDigest(email));
    await lockStaffCredentials(tx, id);
    if (!(await deleteStaffLink(tx, digest))) return { outcome: 'link-dead' };
    const epoch = await updateStaffCredentials(tx, { id, passwordHash, ...proven });
    if (epoch === null) return { outcome: 'link-dead' };
    await deletePasskeysOf(tx, id);
    await deleteRecoveryCodesOf(tx, id);
    const { client, passkeyName: name } = input;
    // Another account has this passkey: the transaction is rolled back, so that nothing changes and the link still
    // works.
    const { passkey } = proven;
    if (passkey !== null && !(await insertPasskey(tx, { ...passkey, staffMemberId: id, name }))) throw new NotFound();
    await insertAuditEvent(tx, { name: 'staff-set-up', staffMemberId: id, network: client.network });
    const factor = proven.passkey === null ? 'code' : 'passkey';
    const signInId = await insertStaffSignIn(tx, { staffMemberId: id, ...client, factor });
    return { outcome: 'ready', id, epoch, signInId };
  });
}
