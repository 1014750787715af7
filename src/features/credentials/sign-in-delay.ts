import type { Transaction } from '../../platform/database.ts';
import { deleteSignInDelay, lockSignInDelay, updateSignInFailures } from './sign-in-delays.repository.ts';

type Tried<Proof> = { digest: Buffer; prove: () => Promise<Proof | null> };

/**
 * Tries for one address are judged one after the other, behind the row of its digest: of a hundred guesses at once,
 * those after the fifth failure find the delay, also the right one. A try made during a delay proves nothing, and does
 * not lengthen it.
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

/** When the secret that was guessed at is no more. First of all in its transaction: a sign-in locks this row before the account's. */
export async function liftDelay(tx: Transaction, digest: Buffer): Promise<void> {
  await lockSignInDelay(tx, digest);
  await deleteSignInDelay(tx, digest);
}
