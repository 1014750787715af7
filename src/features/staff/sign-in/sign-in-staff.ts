import type { App } from '../../../app.ts';
import type { Transaction } from '../../../platform/database.ts';
import { digestOf } from '../../../platform/sealing.ts';
import { newSecondFactor, timeStepOf } from '../../../platform/second-factor.ts';
import type { Client } from '../../../web/pipeline/client.ts';
import { insertAuditEvent } from '../../audit/audit-events.repository.ts';
import { delayKeyOf } from '../../credentials/known-browser.ts';
import { judgeBehindDelay } from '../../credentials/sign-in-delay.ts';
import type { DelayKey } from '../../credentials/sign-in-delays.repository.ts';
import { openSecondFactor, sealSecondFactor } from '../sealed-second-factor.ts';
import { findStaffCredentials, type UsedCode, updateStaffCodeUsed } from '../staff-credentials.repository.ts';
import { type BegunSignIn, beginStaffSignIn } from './begin-staff-sign-in.ts';

const NOBODYS = newSecondFactor();

type SignInApp = Pick<App, 'clock' | 'db' | 'passwords' | 'sealing'>;
/** `remembered` is the cookie that the browser kept from an earlier sign-in, or an empty text. */
export type StaffSignInInput = { email: string; password: string; code: string; client: Client; remembered: string };
export type StaffSignInOutcome = ({ outcome: 'signed-in' } & BegunSignIn) | { outcome: 'refused' };

/**
 * Gives one answer, in the same time, for an unknown address, a wrong password or code, a code used before, and an
 * account that is delayed, not set up or suspended. In every case the same queries run, and one hash and one code are
 * computed.
 */
export async function signInStaff(app: SignInApp, input: StaffSignInInput): Promise<StaffSignInOutcome> {
  const account = await findStaffCredentials(app.db, input.email);
  const right = await app.passwords.verify(account?.passwordHash ?? null, input.password);
  const secret = account === null ? null : openSecondFactor(app, { of: account.id, sealed: account.secondFactor });
  const timeStep = timeStepOf(secret ?? NOBODYS, { code: input.code, at: app.clock.now() });
  const secondFactor = account?.secondFactor ?? null;
  const proven = right && account !== null && secret !== null && secondFactor !== null && timeStep !== null;
  const used = proven ? await usedCode(app, { ...account, secondFactor, timeStep }, input.password) : null;
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
  used: UsedCode | null;
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
    prove: async () => (used === null ? null : updateStaffCodeUsed(tx, used)),
  });
  if (used === null || epoch === null) {
    // Only auditors read this. A right password with a wrong code tells them that somebody may know the password.
    const details = { wrong: used === null ? wrong : 'delayed or used' } as const;
    await insertAuditEvent(tx, { name: 'staff-sign-in-refused', staffMemberId: id, network, details });
    return { outcome: 'refused' };
  }
  const begun = await beginStaffSignIn(tx, { account: used, epoch, client, factor: 'code', failures });
  return { outcome: 'signed-in', ...begun };
}

type RightCode = Omit<UsedCode, 'renewed'>;

/**
 * Computes the hash or the seal anew when it was made with weaker parameters, or with a secret that will be removed.
 */
async function usedCode(app: SignInApp, right: RightCode, password: string): Promise<UsedCode> {
  const { id, passwordHash, secondFactor } = right;
  const secret = app.sealing.isOutdated('second-factor', secondFactor)
    ? openSecondFactor(app, { of: id, sealed: secondFactor })
    : null;
  const renewed = {
    passwordHash: app.passwords.isOutdated(passwordHash) ? await app.passwords.hash(password) : null,
    secondFactor: secret === null ? null : sealSecondFactor(app, { of: id, secret }),
  };
  return { ...right, renewed };
}
