import { z } from 'zod';
import { type Db, sql, type Transaction } from '../../platform/database.ts';

export const SignInDelay = z.strictObject({ failures: z.number().int(), delayed: z.boolean() });
export type SignInDelay = z.infer<typeof SignInDelay>;

/** Kept by digest of the address typed, whether or not an account has it. */
export function findSignInDelay(db: Db, emailDigest: Buffer): Promise<SignInDelay | null> {
  return db.maybe(
    SignInDelay,
    sql`select failures, delayed_until > now() as delayed from sign_in_delays where email_digest = ${emailDigest}`,
  );
}

/** Counts one failure. From the fifth, each doubles nearly the wait: 10 s × 1.8ⁿ, at most 15 minutes. Forgotten after a day. */
export async function insertSignInFailure(tx: Transaction, emailDigest: Buffer): Promise<void> {
  await tx.run(sql`
    insert into sign_in_delays as known (email_digest, failures, delayed_until, failed_at)
    values (${emailDigest}, 1, now(), now())
    on conflict (email_digest) do update
    set failures = case when known.failed_at < now() - interval '1 day' then 1 else known.failures + 1 end,
      failed_at = now(),
      delayed_until = case when known.failures + 1 < 5 or known.failed_at < now() - interval '1 day' then now()
        else now() + least(900, 10 * power(1.8, least(known.failures - 4, 20))) * interval '1 second' end`);
}

export async function deleteSignInDelay(tx: Transaction, emailDigest: Buffer): Promise<void> {
  await tx.run(sql`delete from sign_in_delays where email_digest = ${emailDigest}`);
}

export function deleteOldSignInDelays(tx: Transaction): Promise<number> {
  return tx.run(sql`delete from sign_in_delays where failed_at < now() - interval '2 days'`);
}
