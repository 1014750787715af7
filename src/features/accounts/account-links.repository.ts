import { z } from 'zod';
import { type Db, sql, type Transaction } from '../../platform/database.ts';

export type LinkPurpose = 'confirm-email' | 'reset-password' | 'change-email';
export const AccountLink = z.strictObject({ citizenId: z.uuid(), email: z.string() });
export type AccountLink = z.infer<typeof AccountLink>;

type NewLink = AccountLink & { purpose: LinkPurpose; digest: Buffer; lifeMinutes: number };

/** Replaces the citizen's earlier link of that purpose, which is dead from then on. */
export async function insertAccountLink(tx: Transaction, link: NewLink): Promise<void> {
  await tx.run(sql`
    insert into account_links (citizen_id, purpose, digest, email, expires_at)
    values (${link.citizenId}, ${link.purpose}, ${link.digest}, ${link.email}, now() + make_interval(mins => ${link.lifeMinutes}))
    on conflict (citizen_id, purpose) do update
    set digest = excluded.digest, email = excluded.email, expires_at = excluded.expires_at`);
}

/** Reading consumes nothing: mail scanners open links too. */
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

/** Consumes the link: of two at once, one gets it, the other null. */
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

/** They hold an address: not kept once they are dead. How many. */
export function deleteDeadAccountLinks(tx: Transaction, limit: number): Promise<number> {
  return tx.run(sql`
    delete from account_links where ctid = any(array(
      select ctid from account_links where expires_at < now()
      limit ${limit} for update skip locked))`);
}

export async function deleteAccountLinksOfCitizen(tx: Transaction, citizenId: string): Promise<void> {
  await tx.run(sql`delete from account_links where citizen_id = ${citizenId}`);
}
