import { z } from 'zod';
import { type Db, sql, type Transaction } from '../../platform/database.ts';

export type LinkPurpose = 'confirm-email' | 'reset-password' | 'change-email';
export const AccountLink = z.strictObject({ citizenId: z.uuid(), email: z.string() });
export type AccountLink = z.infer<typeof AccountLink>;

type NewLink = AccountLink & { purpose: LinkPurpose; digest: Buffer; lifeMinutes: number };

/** Replaces the citizen's earlier link for that purpose, which no longer works. */
export async function insertAccountLink(tx: Transaction, link: NewLink): Promise<void> {
  await tx.run(sql`
    insert into account_links (citizen_id, purpose, digest, email, expires_at)
    values (${link.citizenId}, ${link.purpose}, ${link.digest}, ${link.email}, now() + make_interval(mins => ${link.lifeMinutes}))
    on conflict (citizen_id, purpose) do update
    set digest = excluded.digest, email = excluded.email, expires_at = excluded.expires_at`);
}

/**
 * Reads a link without using it up, as mail scanners open links too. Returns null when it was used, replaced or is too
 * old.
 */
export function findAccountLink(
  db: Db,
  { purpose, digest }: { purpose: LinkPurpose; digest: Buffer },
): Promise<AccountLink | null> {
  return db.maybe(
    AccountLink,
    sql`
    select citizen_id as "citizenId", email
    from account_links
    where purpose = ${purpose} and digest = ${digest} and expires_at > now()`,
  );
}

/** Uses up the link. Of two concurrent calls one returns it, the other null. */
export function deleteAccountLink(
  tx: Transaction,
  { purpose, digest }: { purpose: LinkPurpose; digest: Buffer },
): Promise<AccountLink | null> {
  return tx.maybe(
    AccountLink,
    sql`
    delete from account_links
    where purpose = ${purpose} and digest = ${digest} and expires_at > now()
    returning citizen_id as "citizenId", email`,
  );
}

/** Deletes expired links, as each holds an address. Returns how many. */
export function deleteDeadAccountLinks(tx: Transaction, limit: number): Promise<number> {
  return tx.run(sql`
    delete from account_links where ctid = any(array(
      select ctid from account_links where expires_at < now()
      limit ${limit} for update skip locked))`);
}

export async function deleteAccountLinksOfCitizen(tx: Transaction, citizenId: string): Promise<void> {
  await tx.run(sql`delete from account_links where citizen_id = ${citizenId}`);
}
