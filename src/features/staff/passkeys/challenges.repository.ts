import { z } from 'zod';
import { sql, type Transaction } from '../../../platform/database.ts';

const Challenge = z.strictObject({ challenge: z.instanceof(Buffer) });

/** Keeps a challenge for five minutes, in place of the one that the same holder asked for before. */
export async function insertChallenge(
  tx: Transaction,
  { holder, challenge }: { holder: Buffer; challenge: Buffer },
): Promise<void> {
  await tx.run(sql`
    insert into staff_challenges (holder, challenge, expires_at)
    values (${holder}, ${challenge}, now() + interval '5 minutes')
    on conflict (holder) do update set challenge = excluded.challenge, expires_at = excluded.expires_at`);
}

/** Takes the challenge away. Of two calls at once only one finds it; a challenge that is too old is not found. */
export async function deleteChallenge(tx: Transaction, holder: Buffer): Promise<Buffer | null> {
  const row = await tx.maybe(
    Challenge,
    sql`delete from staff_challenges where holder = ${holder} and expires_at > now() returning challenge`,
  );
  return row?.challenge ?? null;
}

/** Deletes expired challenges. Returns how many. */
export function deleteOldChallenges(tx: Transaction, limit: number): Promise<number> {
  return tx.run(sql`
    delete from staff_challenges where ctid = any(array(
      select ctid from staff_challenges where expires_at < now()
      limit ${limit} for update skip locked))`);
}
