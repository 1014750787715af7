import { z } from 'zod';
import { type Db, sql, type Transaction } from '../../platform/database.ts';

const AccountMerge = z.strictObject({
  id: z.uuid(),
  keptId: z.uuid(),
  /** The address as the owner typed it. It may belong to the other account or to nobody. */
  email: z.string(),
  askedAt: z.date(),
  /** Null until the owner has used the link sent to the other account. */
  otherId: z.uuid().nullable(),
  /** The first of the two colleagues who confirm; null until then. */
  confirmedBy: z.uuid().nullable(),
});
/** A request to merge two accounts of one owner, which waits for a proof or for colleagues. */
export type AccountMerge = z.infer<typeof AccountMerge>;
const columns = sql`id, kept_id as "keptId", email, asked_at as "askedAt", other_id as "otherId",
  confirmed_by as "confirmedBy"`;

type NewMerge = { keptId: string; email: string; formId: string };
const Id = z.strictObject({ id: z.uuid() });

/**
 * Inserts a request to merge in place of the account's earlier one. Returns null when this form was sent before, or
 * when the owner has already proved both accounts: that request must be cancelled first.
 */
export async function insertAccountMerge(tx: Transaction, asked: NewMerge): Promise<string | null> {
  const inserted = await tx.maybe(
    Id,
    sql`
    insert into account_merges (kept_id, email, form_id) values (${asked.keptId}, ${asked.email}, ${asked.formId})
    on conflict (kept_id) do update
    set id = default, email = excluded.email, form_id = excluded.form_id, asked_at = now(), digest = null, expires_at = null
    where account_merges.form_id <> excluded.form_id and account_merges.other_id is null
    returning id`,
  );
  return inserted?.id ?? null;
}

/** Returns the requests in which the account takes part, as the one that stays or as the one that would go. */
export function listMergesOf(db: Db, citizenId: string): Promise<AccountMerge[]> {
  return db.many(
    AccountMerge,
    sql`select ${columns} from account_merges where kept_id = ${citizenId} or other_id = ${citizenId} order by asked_at`,
  );
}

export function findAccountMerge(db: Db, id: string): Promise<AccountMerge | null> {
  return db.maybe(AccountMerge, sql`select ${columns} from account_merges where id = ${id}`);
}

/**
 * Stores the link of a request that still waits for it. Returns false when the request was replaced, proved or
 * cancelled.
 */
export async function updateMergeLink(
  tx: Transaction,
  { id, digest, lifeHours }: { id: string; digest: Buffer; lifeHours: number },
): Promise<boolean> {
  const touched = await tx.run(sql`
    update account_merges set digest = ${digest}, expires_at = now() + make_interval(hours => ${lifeHours})
    where id = ${id} and other_id is null`);
  return touched === 1;
}

/** Finds the request of a link without using the link up. Only the account that asked for the merge finds it. */
export function findMergeOfLink(
  db: Db,
  { digest, keptId }: { digest: Buffer; keptId: string },
): Promise<AccountMerge | null> {
  return db.maybe(
    AccountMerge,
    sql`
    select ${columns} from account_merges
    where digest = ${digest} and kept_id = ${keptId} and expires_at > now() and other_id is null`,
  );
}

/** Uses the link up. Returns false when another request already merges the other account into a third one. */
export async function updateMergeProved(
  tx: Transaction,
  { id, otherId }: { id: string; otherId: string },
): Promise<boolean> {
  const touched = await tx.run(sql`
    update account_merges set other_id = ${otherId}, proved_at = now(), digest = null, expires_at = null
    where id = ${id} and other_id is null
      and not exists (select from account_merges third where third.other_id = ${otherId})`);
  return touched === 1;
}

/**
 * Deletes and returns a request of this account. Returns null when the request is of other accounts, or waits no more.
 */
export function deleteMergeOf(
  tx: Transaction,
  { id, citizenId }: { id: string; citizenId: string },
): Promise<AccountMerge | null> {
  return tx.maybe(
    AccountMerge,
    sql`
    delete from account_merges where id = ${id} and (kept_id = ${citizenId} or other_id = ${citizenId})
    returning ${columns}`,
  );
}

/**
 * Deletes requests that were not proved within two days or not confirmed within thirty, as each holds an address, and
 * those of closed accounts.
 */
export function deleteOldMerges(tx: Transaction, limit: number): Promise<number> {
  return tx.run(sql`
    delete from account_merges where kept_id = any(array(
      select kept_id from account_merges
      where asked_at < now() - interval '2 days' and (other_id is null or proved_at < now() - interval '30 days'
        or exists (select from citizens where id in (kept_id, other_id) and status = 'closed'))
      limit ${limit} for update skip locked))`);
}
