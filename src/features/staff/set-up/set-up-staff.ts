import type { App } from '../../../app.ts';
import { digestOf } from '../../../platform/sealing.ts';
import { timeStepOf } from '../../../platform/second-factor.ts';
import type { Client } from '../../../web/pipeline/client.ts';
import { insertAuditEvent } from '../../audit/audit-events.repository.ts';
import { type PasswordProblem, passwordProblem, staffPasswordMinLength } from '../../credentials/password-rules.ts';
import { liftDelay } from '../../credentials/sign-in-delay.ts';
import { deletePasskeysOf } from '../passkeys/passkeys.repository.ts';
import { sealSecondFactor } from '../sealed-second-factor.ts';
import type { BegunSignIn } from '../sign-in/begin-staff-sign-in.ts';
import { staffDelayDigest } from '../sign-in/sign-in-staff.ts';
import { updateStaffCredentials } from '../staff-credentials.repository.ts';
import { insertStaffSignIn } from '../staff-sign-ins.repository.ts';
import { openOfferedSecondFactor } from './offered-second-factor.ts';
import { deleteStaffLink, findStaffLink } from './staff-links.repository.ts';

type SetUpApp = Pick<App, 'clock' | 'db' | 'passwords' | 'sealing'>;
export type SetUpInput = { token: string; offer: string; password: string; code: string; client: Client };
export type SetUpOutcome =
  | ({ outcome: 'ready' } & BegunSignIn)
  | { outcome: 'link-dead' }
  | { outcome: 'refused'; password: PasswordProblem | null; codeIsRight: boolean };

/**
 * Uses up the link and gives the account its password and the second factor that the page offered, once a current code
 * shows that an app holds the secret. Earlier sessions end and the sign-in delay is removed.
 */
export async function setUpStaff(app: SetUpApp, input: SetUpInput): Promise<SetUpOutcome> {
  const digest = digestOf(input.token);
  const link = await findStaffLink(app.db, digest);
  if (link === null) return { outcome: 'link-dead' };
  const secret = openOfferedSecondFactor(app, { link: digest, sealed: input.offer })?.secret ?? null;
  const problem = passwordProblem(input.password, link, staffPasswordMinLength);
  const timeStep = secret === null ? null : timeStepOf(secret, { code: input.code, at: app.clock.now() });
  if (problem !== null || secret === null || timeStep === null) {
    return { outcome: 'refused', password: problem, codeIsRight: timeStep !== null };
  }
  const { staffMemberId: id, email } = link;
  const secondFactor = sealSecondFactor(app, { of: id, secret });
  const passwordHash = await app.passwords.hash(input.password);
  return app.db.transaction(async (tx) => {
    await liftDelay(tx, staffDelayDigest(email));
    if (!(await deleteStaffLink(tx, digest))) return { outcome: 'link-dead' };
    const epoch = await updateStaffCredentials(tx, { id, passwordHash, secondFactor, timeStep });
    if (epoch === null) return { outcome: 'link-dead' };
    await deletePasskeysOf(tx, id);
    const { client } = input;
    await insertAuditEvent(tx, { name: 'staff-set-up', staffMemberId: id, network: client.network });
    const signInId = await insertStaffSignIn(tx, { staffMemberId: id, ...client, factor: 'code' });
    return { outcome: 'ready', id, epoch, signInId };
  });
}
