import { z } from 'zod';
import { type Db, sql, type Transaction } from '../../../platform/database.ts';

const Account = z.strictObject({
  id: z.uuid(),
  email: z.string(),
  firstName: z.string(),
  lastName: z.string(),
  language: z.enum(['fr', 'nl', 'en', 'de']),
  status: z.enum(['active', 'suspended']),
  confirmed: z.boolean(),
});
/** One of the two accounts, with what the helpdesk may know of it. */
export type MergedAccount = z.infer<typeof Account>;

const WaitingMerge = z.strictObject({
  id: z.uuid(),
  /** The address as the owner typed it: that of the other account at that time. */
  email: z.string(),
  askedAt: z.date(),
  kept: Account,
  other: Account,
  confirmedBy: z.uuid().nullable(),
  confirmerFirstName: z.string().nullable(),
  confirmerLastName: z.string().nullable(),
});
/** A merge that its owner proved, with what colleagues need to judge it but nothing that the accounts hold. */
export type WaitingMerge = z.infer<typeof WaitingMerge>;

const waiting = sql`
  select account_merges.id, account_merges.email, asked_at as "askedAt", confirmed_by as "confirmedBy",
    staff_members.first_name as "confirmerFirstName", staff_members.last_name as "confirmerLastName",
    jsonb_build_object('id', kept.id, 'email', kept.email, 'firstName', kept.first_name, 'lastName', kept.last_name,
      'language', kept.language, 'status', kept.status, 'confirmed', kept.email_confirmed_at is not null) as kept,
    jsonb_build_object('id', other.id, 'email', other.email, 'firstName', other.first_name, 'lastName', other.last_name,
      'language', other.language, 'status', other.status, 'confirmed', other.email_confirmed_at is not null) as other
  from account_merges
  join citizens kept on kept.id = kept_id and kept.status <> 'closed'
  join citizens other on other.id = other_id and other.status <> 'closed'
  left join staff_members on staff_members.id = confirmed_by`;

/** Returns the oldest merges first. */
export function listWaitingMerges(db: Db, limit: number): Promise<WaitingMerge[]> {
  return db.many(WaitingMerge, sql`${waiting} order by proved_at, account_merges.id limit ${limit}`);
}

/** Returns null once the merge was cancelled, refused or carried out. */
export function findWaitingMerge(db: Db, id: string): Promise<WaitingMerge | null> {
  return db.maybe(WaitingMerge, sql`${waiting} where account_merges.id = ${id}`);
}

/**
 * Locks both accounts, the lowest id first, so that two merges of the same accounts wait for each other. Returns false
 * when one of them is gone.
 */
export async function lockBothAccounts(tx: Transaction, ids: readonly [string, string]): Promise<boolean> {
  const locked = await tx.many(
    z.strictObject({ id: z.uuid() }),
    sql`
    select id from citizens where id = any(${ids}::uuid[]) and status <> 'closed' order by id for no key update`,
  );
  return locked.length === 2;
}

export async function updateMergeConfirmed(
  tx: Transaction,
  { id, staffMemberId }: { id: string; staffMemberId: string },
): Promise<void> {
  await tx.run(sql`
    update account_merges set confirmed_by = ${staffMemberId}, confirmed_at = now()
    where id = ${id} and confirmed_by is null`);
}

export async function deleteJudgedMerge(tx: Transaction, id: string): Promise<void> {
  await tx.run(sql`delete from account_merges where id = ${id}`);
}

/**
 * Deletes every request of both accounts, as they are now one and a request to merge with a third account means nothing
 * any more.
 */
export async function deleteMergesOfBoth(tx: Transaction, ids: readonly [string, string]): Promise<void> {
  await tx.run(sql`delete from account_merges where kept_id = any(${ids}::uuid[]) or other_id = any(${ids}::uuid[])`);
}
