import { z } from 'zod';
import { sql, type Transaction } from '../../platform/database.ts';

export const SignInDelay = z.strictObject({ failures: z.number().int(), delayed: z.boolean() });
export type SignInDelay = z.infer<typeof SignInDelay>;

/** The delay counts by `digest`, of a browser the account knows or else of the address; `account` is of the address. */
export type DelayKey = { digest: Buffer; account: Buffer };

/**
 * Locks the row of a digest of the typed address, whether or not an account has that address, so that attempts for one
 * address wait for each other. Failures older than a day are not counted. One statement makes or locks the row: between
 * two, the attempt that one waits for may succeed and delete it.
 */
export function lockSignInDelay(tx: Transaction, { digest: emailDigest, account }: DelayKey): Promise<SignInDelay> {
  return tx.one(
    SignInDelay,
    sql`
    insert into sign_in_delays as standing (email_digest, failures, delayed_until, failed_at, account_digest)
    values (${emailDigest}, 0, now(), now(), ${account})
    on conflict (email_digest) do update set account_digest = standing.account_digest
    returning case when failed_at < now() - interval '1 day' then 0 else failures end as failures,
      delayed_until > now() as delayed`,
  );
}

/** Records the failures. From the fifth on, each makes the delay longer: 10 s × 1.8ⁿ, at most 15 minutes. */
export async function updateSignInFailures(tx: Transaction, emailDigest: Buffer, failures: number): Promise<void> {
  await tx.run(sql`
    update sign_in_delays
    set failures = ${failures}::int, failed_at = now(),
      delayed_until = case when ${failures}::int < 5 then now()
        else now() + least(900, 10 * power(1.8, least(${failures}::int - 5, 20))) * interval '1 second' end
    where email_digest = ${emailDigest}`);
}

export async function deleteSignInDelay(tx: Transaction, emailDigest: Buffer): Promise<void> {
  await tx.run(sql`delete from sign_in_delays where email_digest = ${emailDigest}`);
}

/**
 * Locks every delay of an address, also those of browsers that its account knows, in one order, so that two who do this
 * never wait for each other.
 */
export async function lockSignInDelaysOfAccount(tx: Transaction, account: Buffer): Promise<void> {
  await tx.run(sql`
    select from sign_in_delays where email_digest = ${account} or account_digest = ${account}
    order by email_digest for update`);
}

export async function deleteSignInDelaysOfAccount(tx: Transaction, account: Buffer): Promise<void> {
  await tx.run(sql`delete from sign_in_delays where email_digest = ${account} or account_digest = ${account}`);
}

export function deleteOldSignInDelays(tx: Transaction, limit: number): Promise<number> {
  return tx.run(sql`
    delete from sign_in_delays where ctid = any(array(
      select ctid from sign_in_delays where failed_at < now() - interval '2 days'
      limit ${limit} for update skip locked))`);
}
