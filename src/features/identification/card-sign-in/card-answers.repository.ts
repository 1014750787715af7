import { sql, type Transaction } from '../../../platform/database.ts';

/** Takes the answer to a departure with that state. Returns false the second time, also of two at once. */
export async function insertCardAnswer(tx: Transaction, stateDigest: Buffer): Promise<boolean> {
  const taken = await tx.run(sql`
    insert into card_answers (state_digest) values (${stateDigest})
    on conflict (state_digest) do nothing`);
  return taken === 1;
}

/** Deletes at most `limit` answers of more than a day ago, whose departures no browser can open any more. Returns how many. */
export function deleteOldCardAnswers(tx: Transaction, limit: number): Promise<number> {
  return tx.run(sql`
    delete from card_answers where ctid = any(array(
      select ctid from card_answers where taken_at < now() - interval '1 day'
      limit ${limit} for update skip locked))`);
}
