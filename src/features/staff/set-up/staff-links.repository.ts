import { z } from 'zod';
import { type Db, sql, type Transaction } from '../../../platform/database.ts';

export const StaffLink = z.strictObject({
  staffMemberId: z.uuid(),
  email: z.string(),
  firstName: z.string(),
  lastName: z.string(),
});
export type StaffLink = z.infer<typeof StaffLink>;

type NewLink = Pick<StaffLink, 'staffMemberId'> & { digest: Buffer; lifeHours: number };

/**
 * Replaces the account's earlier link, which no longer works. Returns false, without a link, for a suspended account; a
 * suspension that comes meanwhile waits, and ends the link.
 */
export async function insertStaffLink(tx: Transaction, link: NewLink): Promise<boolean> {
  const made = await tx.run(sql`
    insert into staff_links (staff_member_id, digest, expires_at)
    select id, ${link.digest}, now() + make_interval(hours => ${link.lifeHours})
    from staff_members where id = ${link.staffMemberId} and status <> 'suspended' for share
    on conflict (staff_member_id) do update set digest = excluded.digest, expires_at = excluded.expires_at`);
  return made === 1;
}

/**
 * Reads a link without using it up, as mail scanners open links too. Returns null when it was used, replaced or is too
 * old.
 */
export function findStaffLink(db: Db, digest: Buffer): Promise<StaffLink | null> {
  return db.maybe(
    StaffLink,
    sql`
    select staff_member_id as "staffMemberId", email, first_name as "firstName", last_name as "lastName"
    from staff_links join staff_members on staff_members.id = staff_member_id
    where digest = ${digest} and expires_at > now() and status <> 'suspended'`,
  );
}

/** Uses up the link. Of two concurrent calls only one returns true. */
export async function deleteStaffLink(tx: Transaction, digest: Buffer): Promise<boolean> {
  return (await tx.run(sql`delete from staff_links where digest = ${digest} and expires_at > now()`)) === 1;
}

/** Deletes expired links. Returns how many. */
export function deleteDeadStaffLinks(tx: Transaction, limit: number): Promise<number> {
  return tx.run(sql`
    delete from staff_links where ctid = any(array(
      select ctid from staff_links where expires_at < now()
      limit ${limit} for update skip locked))`);
}
