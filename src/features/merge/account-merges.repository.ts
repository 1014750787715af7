import { z } from 'zod';
import { type Db, sql, type Transaction } from '../../platform/database.ts';

const AccountMerge = z.strictObject({
  id: z.uuid(),
  keptId: z.uuid(),
  /** As typed: that of the other account, or of nobody. */
  email: z.string(),
  askedAt: z.date(),
  /** Null until the mailbox of the other account has answered. */
  otherId: z.uuid().nullable(),
  /** The first of the two colleagues. */
  confirmedBy: z.uuid().nullable(),
});
/** Two accounts that their owner wants to be one, while it waits. */
export type AccountMerge = z.infer<typeof AccountMerge>;
const columns = sql`id, kept_id as "keptId", email, asked_at as "askedAt", other_id as "otherId",
  confirmed_by as "confirmedBy"`;

type NewMerge = { keptId: string; email: string; formId: string };
const Id = z.strictObject({ id: z.uuid() });

/**
 * Replaces what the account asked before. Returns null when this form was sent before, and when both accounts were shown
 * to be theirs: that must be cancelled first.
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

/** Those in which an account takes part: the one it asked, and one in which it would go. */
export function listMergesOf(db: Db, citizenId: string): Promise<AccountMerge[]> {
  return db.many(
    AccountMerge,
    sql`select ${columns} from account_merges where kept_id = ${citizenId} or other_id = ${citizenId} order by asked_at`,
  );
}

export function findAccountMerge(db: Db, id: string): Promise<AccountMerge | null> {
  return db.maybe(AccountMerge, sql`select ${columns} from account_merges where id = ${id}`);
}

/** Makes the link of a request that still waits for it. Returns false when it was replaced, proved or cancelled. */
export async function updateMergeLink(
  tx: Transaction,
  { id, digest, lifeHours }: { id: string; digest: Buffer; lifeHours: number },
): Promise<boolean> {
  const touched = await tx.run(sql`
    update account_merges set digest = ${digest}, expires_at = now() + make_interval(hours => ${lifeHours})
    where id = ${id} and other_id is null`);
  return touched === 1;
}

/** Reads a link without using it up. It is worth something only to the account that asked for it. */
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

/** Uses up the link. Returns false when the other account goes into a third one already. */
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

/** Returns what was cancelled; null when it is not theirs, or waits no more. */
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

/** Deletes what nobody proved for two days, or confirmed for thirty, as each holds an address; and those of closed accounts. */
export function deleteOldMerges(tx: Transaction, limit: number): Promise<number> {
  return tx.run(sql`
    delete from account_merges where kept_id = any(array(
      select kept_id from account_merges
      where asked_at < now() - interval '2 days' and (other_id is null or proved_at < now() - interval '30 days'
        or exists (select from citizens where id in (kept_id, other_id) and status = 'closed'))
      limit ${limit} for update skip locked))`);
}
