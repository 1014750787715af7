import type { App } from '../../../app.ts';
import type { Transaction } from '../../../platform/database.ts';
import type { Client } from '../../../web/pipeline/client.ts';
import { insertAuditEvent } from '../../audit/audit-events.repository.ts';
import { delayKeyOf } from '../../credentials/known-browser.ts';
import { judgeBehindDelay } from '../../credentials/sign-in-delay.ts';
import type { DelayKey } from '../../credentials/sign-in-delays.repository.ts';
import { queueAccountNotice } from '../account-jobs.ts';
import { lockPasswordHash, updateCitizenPassword } from '../passwords.repository.ts';
import { openSignIn } from './open-sign-in.ts';
import { findSignInAccount, type SignInAccount } from './sign-in-accounts.repository.ts';

const FAILURES_WORTH_TELLING = 5;

/** `remembered` is the cookie that the browser kept from an earlier sign-in, or an empty text. */
export type SignInInput = { email: string; password: string; client: Client; remembered: string };
export type SignInOutcome =
  | { outcome: 'signed-in'; citizen: SignInAccount; signInId: string }
  | { outcome: 'suspended' }
  | { outcome: 'refused' };

/**
 * Gives one answer, in the same time, for an unknown address, a wrong password, and an account that is delayed or
 * closed. In every case the same queries run and one hash is computed. That an account is suspended is said to who
 * gives its right password.
 */
export async function signIn(
  app: Pick<App, 'db' | 'passwords' | 'sealing'>,
  input: SignInInput,
): Promise<SignInOutcome> {
  const known = await findSignInAccount(app.db, input.email);
  const right = await app.passwords.verify(known?.hash ?? null, input.password);
  const account = right ? known : null;
  const { email: name, remembered, client } = input;
  const credentials = known === null ? null : { account: known.id, passwordHash: known.hash };
  const key = delayKeyOf(app, { name, remembered, credentials });
  const citizenId = known?.id ?? null;
  const judged = await app.db.transaction((tx) => judge(tx, { key, client, account, citizenId }));
  if (account === null || judged === 'refused') return { outcome: 'refused' };
  if (judged === 'suspended') return { outcome: 'suspended' };
  if (app.passwords.isOutdated(account.hash)) {
    await rehash(app, { id: account.id, from: account.hash, password: input.password });
  }
  return { outcome: 'signed-in', citizen: account, signInId: judged.signInId };
}

/** `account` is null unless the password is right. */
type Judged = { key: DelayKey; client: Client; account: SignInAccount | null; citizenId: string | null };

/**
 * Reads the delay after the hash was computed, not before. It is also refused when the password changed or the account
 * was closed, suspended or restored while the hash was computed.
 */
async function judge(
  tx: Transaction,
  { key, client, account, citizenId }: Judged,
): Promise<{ signInId: string } | 'suspended' | 'refused'> {
  const { proof, failures } = await judgeBehindDelay(tx, {
    ...key,
    prove: async () => (account !== null && (await lockPasswordHash(tx, account.id, account)) ? account : null),
  });
  if (proof?.status === 'active') return { signInId: await accept(tx, { citizen: proof, failures, client }) };
  await insertAuditEvent(tx, { name: 'sign-in-refused', citizenId, network: client.network });
  return proof === null ? 'refused' : 'suspended';
}

type Accepted = { citizen: SignInAccount; failures: number; client: Client };

async function accept(tx: Transaction, { citizen, failures, client }: Accepted): Promise<string> {
  const { id: citizenId, email, language } = citizen;
  if (failures >= FAILURES_WORTH_TELLING) {
    await queueAccountNotice(tx, { kind: 'sign-in-after-failures', email, language });
  }
  return openSignIn(tx, { citizenId, means: 'password', client });
}

type Rehashed = { id: string; from: string; password: string };

async function rehash(app: Pick<App, 'db' | 'passwords'>, { id, from, password }: Rehashed): Promise<void> {
  const to = await app.passwords.hash(password);
  await app.db.transaction((tx) => updateCitizenPassword(tx, id, { from, to }));
}
