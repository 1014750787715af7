import { z } from 'zod';
import { type Db, sql, type Transaction } from '../../platform/database.ts';

const MailSender = z.strictObject({ email: z.string().nullable(), confirmed: z.boolean() });
/** `email` is null once the account is closed. Mails that it caused before are still sent. */
export type MailSender = z.infer<typeof MailSender>;

/** Returns null for an account that no longer exists. */
export function findMailSender(db: Db, citizenId: string): Promise<MailSender | null> {
  return db.maybe(
    MailSender,
    sql`
    select email, email_confirmed_at is not null or status = 'closed' as confirmed
    from citizens where id = ${citizenId}`,
  );
}

/** Marks the account whose address refused a mail for good. */
export async function updateAddressRefusing(tx: Transaction, email: string): Promise<void> {
  await tx.run(sql`
    update citizens set email_refused_at = now() where lower(email) = lower(${email}) and status = 'active'`);
}

/** Takes the mark away once the address takes a mail again. */
export async function updateAddressTaking(tx: Transaction, email: string): Promise<void> {
  await tx.run(sql`
    update citizens set email_refused_at = null
    where lower(email) = lower(${email}) and email_refused_at is not null`);
}
