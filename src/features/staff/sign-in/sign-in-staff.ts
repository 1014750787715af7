import type { App } from '../../../app.ts';
import type { Transaction } from '../../../platform/database.ts';
import { digestOf } from '../../../platform/sealing.ts';
import type { Client } from '../../../web/pipeline/client.ts';
import { insertAuditEvent } from '../../audit/audit-events.repository.ts';
import { delayKeyOf } from '../../credentials/known-browser.ts';
import { judgeBehindDelay } from '../../credentials/sign-in-delay.ts';
import type { DelayKey } from '../../credentials/sign-in-delays.repository.ts';
import { findStaffCredentials } from '../staff-credentials.repository.ts';
import { queueStaffNotice } from '../staff-jobs.ts';
import type { StaffFactor } from '../staff-sign-ins.repository.ts';
import { type BegunSignIn, beginStaffSignIn } from './begin-staff-sign-in.ts';
import { type RightFactor, rightFactor } from './given-factor.ts';

type SignInApp = Pick<App, 'clock' | 'db' | 'passwords' | 'sealing'>;
/** `remembered` is the cookie that the browser kept from an earlier sign-in, or an empty text. */
export type StaffSignInInput = { email: string; password: string; code: string; client: Client; remembered: string };
export type StaffSignInOutcome = ({ outcome: 'signed-in'; factor: StaffFactor } & BegunSignIn) | { outcome: 'refused' };

/**
 * Gives one answer, in the same time, for an unknown address, a wrong password or code, a code used before, and an
 * account that is delayed, not set up or suspended. In every case the same queries run, and one hash and one code or digest
 * are computed.
 */
export async function signInStaff(app: SignInApp, input: StaffSignInInput): Promise<StaffSignInOutcome> {
  const account = await findStaffCredentials(app.db, input.email);
  const right = await app.passwords.verify(account?.passwordHash ?? null, input.password);
  const given = { account, password: right ? input.password : null, code: input.code };
  const used = await rightFactor(app, given);
  const wrong = right ? 'code' : 'password';
  const credentials = account === null ? null : { account: account.id, passwordHash: account.passwordHash };
  const key = delayKeyOf(app, { name: staffDelayName(input.email), remembered: input.remembered, credentials });
  const { client } = input;
  return app.db.transaction((tx) => judge(tx, { key, client, used, wrong, id: account?.id ?? null }));
}

/** Returns the key of the sign-in delay of a staff address. A citizen's delay for the same address is kept apart. */
const staffDelayName = (email: string): string => `staff ${email}`;
export const staffDelayDigest = (email: string): Buffer => digestOf(staffDelayName(email));

type Judged = {
  key: DelayKey;
  client: Client;
  used: RightFactor | null;
  wrong: 'password' | 'code';
  id: string | null;
};

/**
 * Uses up the code only when everything is right, so that somebody who does not know the password cannot use up the
 * code of somebody who does.
 */
async function judge(tx: Transaction, { key, client, used, wrong, id }: Judged): Promise<StaffSignInOutcome> {
  const { network } = client;
  const { proof: epoch, failures } = await judgeBehindDelay(tx, {
    ...key,
    prove: async () => (used === null ? null : used.use(tx)),
  });
  if (used === null || epoch === null) {
    // Only auditors read this. A right password with a wrong code tells them that somebody may know the password.
    const details = { wrong: used === null ? wrong : 'delayed or used' } as const;
    await insertAuditEvent(tx, { name: 'staff-sign-in-refused', staffMemberId: id, network, details });
    return { outcome: 'refused' };
  }
  const { factor } = used;
  if (factor === 'recovery-code') {
    await insertAuditEvent(tx, { name: 'staff-recovery-code-used', staffMemberId: used.id, network });
    await queueStaffNotice(tx, { kind: 'staff-recovery-code-used', id: used.id });
  }
  const begun = await beginStaffSignIn(tx, { account: used, epoch, client, factor, failures });
  return { outcome: 'signed-in', factor, ...begun };
}
