import type { Transaction } from '../../platform/database.ts';
import { deleteSignInDelay, lockSignInDelay, updateSignInFailures } from './sign-in-delays.repository.ts';

type Tried<Proof> = { digest: Buffer; prove: () => Promise<Proof | null> };

/**
 * Locks the row of the address's digest, so that attempts for one address are judged one after the other: of a hundred
 * attempts at once, those after the fifth failure are delayed, even the right one. An attempt during a delay is not
 * examined and does not lengthen the delay. `proof` is null when the attempt failed or came during a delay; `failures`
 * counts the failures before it.
 */
export async function judgeBehindDelay<Proof>(
  tx: Transaction,
  { digest, prove }: Tried<Proof>,
): Promise<{ proof: Proof | null; failures: number }> {
  const { delayed, failures } = await lockSignInDelay(tx, digest);
  if (delayed) return { proof: null, failures };
  const proof = await prove();
  if (proof === null) await updateSignInFailures(tx, digest, failures + 1);
  else await deleteSignInDelay(tx, digest);
  return { proof, failures };
}

/**
 * Removes the delay once the password that was guessed at has been replaced. It must come first in its transaction: a
 * sign-in locks this row before the row of the account, and another order could deadlock.
 */
export async function liftDelay(tx: Transaction, digest: Buffer): Promise<void> {
  await lockSignInDelay(tx, digest);
  await deleteSignInDelay(tx, digest);
}
