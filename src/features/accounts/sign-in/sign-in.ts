import type { App } from '../../../app.ts';
import type { Transaction } from '../../../platform/database.ts';
import type { Client } from '../../../web/pipeline/client.ts';
import { insertAuditEvent } from '../../audit/audit-events.repository.ts';
import { delayDigestOf } from '../../credentials/known-browser.ts';
import { judgeBehindDelay } from '../../credentials/sign-in-delay.ts';
import { queueAccountNotice } from '../account-jobs.ts';
import { type Citizen, findCitizenByEmail } from '../citizens.repository.ts';
import { findPasswordHash, lockPasswordHash, updateCitizenPassword } from '../passwords.repository.ts';
import { deleteOldestSessions, insertSignIn } from '../sign-ins.repository.ts';

const OTHER_SESSIONS_KEPT = 4;
const FAILURES_WORTH_TELLING = 5;

/** `remembered` is the cookie that the browser kept from an earlier sign-in, or an empty text. */
export type SignInInput = { email: string; password: string; client: Client; remembered: string };
export type SignInOutcome = { outcome: 'signed-in'; citizen: Citizen; signInId: string } | { outcome: 'refused' };

/**
 * Gives one answer, in the same time, for an unknown address, a wrong password, and an account that is delayed,
 * suspended or closed. In every case the same queries run and one hash is computed.
 */
export async function signIn(
  app: Pick<App, 'db' | 'passwords' | 'sealing'>,
  input: SignInInput,
): Promise<SignInOutcome> {
  const citizen = await findCitizenByEmail(app.db, input.email);
  const hash = await findPasswordHash(app.db, citizen?.id ?? '00000000-0000-0000-0000-000000000000');
  const right = await app.passwords.verify(hash, input.password);
  const account = right && citizen !== null && hash !== null ? { citizen, hash } : null;
  const { email: name, remembered, client } = input;
  const credentials = citizen === null || hash === null ? null : { account: citizen.id, passwordHash: hash };
  const digest = delayDigestOf(app, { name, remembered, credentials });
  const citizenId = citizen?.id ?? null;
  const signInId = await app.db.transaction((tx) => judge(tx, { digest, client, account, citizenId }));
  if (account === null || signInId === null) return { outcome: 'refused' };
  if (app.passwords.isOutdated(account.hash)) {
    await rehash(app, { id: account.citizen.id, from: account.hash, password: input.password });
  }
  return { outcome: 'signed-in', citizen: account.citizen, signInId };
}

type Account = { citizen: Citizen; hash: string };
/** `account` is null unless the password is right. */
type Judged = { digest: Buffer; client: Client; account: Account | null; citizenId: string | null };

/**
 * Reads the delay after the hash was computed, not before. Returns the id of the sign-in, or null when it is refused;
 * it is also refused when the password changed or the account was closed while the hash was computed.
 */
async function judge(tx: Transaction, { digest, client, account, citizenId }: Judged): Promise<string | null> {
  const { proof, failures } = await judgeBehindDelay(tx, {
    digest,
    prove: async () =>
      account !== null && (await lockPasswordHash(tx, account.citizen.id, account.hash)) ? account : null,
  });
  if (proof !== null) return accept(tx, { citizen: proof.citizen, failures, client });
  await insertAuditEvent(tx, { name: 'sign-in-refused', citizenId, network: client.network });
  return null;
}

type Accepted = { citizen: Citizen; failures: number; client: Client };

async function accept(tx: Transaction, { citizen, failures, client }: Accepted): Promise<string> {
  const { id: citizenId, email, language } = citizen;
  if (failures >= FAILURES_WORTH_TELLING) {
    await queueAccountNotice(tx, { kind: 'sign-in-after-failures', email, language });
  }
  await deleteOldestSessions(tx, { citizenId, keep: OTHER_SESSIONS_KEPT });
  await insertAuditEvent(tx, { name: 'signed-in', citizenId, network: client.network });
  return insertSignIn(tx, { citizenId, ...client });
}

type Rehashed = { id: string; from: string; password: string };

async function rehash(app: Pick<App, 'db' | 'passwords'>, { id, from, password }: Rehashed): Promise<void> {
  const to = await app.passwords.hash(password);
  await app.db.transaction((tx) => updateCitizenPassword(tx, id, { from, to }));
}
