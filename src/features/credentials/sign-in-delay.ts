import type { Transaction } from '../../platform/database.ts';
import {
  type DelayKey,
  deleteSignInDelay,
  deleteSignInDelaysOfAccount,
  lockSignInDelay,
  lockSignInDelaysOfAccount,
  updateSignInFailures,
} from './sign-in-delays.repository.ts';

/** `account` is the digest of the address alone, where `digest` is that of a browser that its account knows. */
type Tried<Proof> = Pick<DelayKey, 'digest'> & Partial<DelayKey> & { prove: () => Promise<Proof | null> };

/**
 * Locks the row of the address's digest, so that attempts for one address are judged one after the other: of a hundred
 * attempts at once, those after the fifth failure are delayed, even the right one. An attempt during a delay is not
 * examined and does not lengthen the delay. `proof` is null when the attempt failed or came during a delay; `failures`
 * counts the failures before it.
 */
export async function judgeBehindDelay<Proof>(
  tx: Transaction,
  { digest, account = digest, prove }: Tried<Proof>,
): Promise<{ proof: Proof | null; failures: number }> {
  const { delayed, failures } = await lockSignInDelay(tx, { digest, account });
  if (delayed) return { proof: null, failures };
  const proof = await prove();
  if (proof === null) await updateSignInFailures(tx, digest, failures + 1);
  else await deleteSignInDelay(tx, digest);
  return { proof, failures };
}

/**
 * Locks every delay of an address. It must come first in its transaction: a sign-in locks its delay before the row of the
 * account, and another order could deadlock.
 */
export async function lockDelays(tx: Transaction, account: Buffer): Promise<void> {
  await lockSignInDelay(tx, { digest: account, account });
  await lockSignInDelaysOfAccount(tx, account);
}

/**
 * Removes every delay of an address: once the password that was guessed at has been replaced, or when the commune says so.
 * Like `lockDelays` it comes first in its transaction, or after it.
 */
export async function liftDelays(tx: Transaction, account: Buffer): Promise<void> {
  await lockDelays(tx, account);
  await deleteSignInDelaysOfAccount(tx, account);
}
