import { z } from 'zod';
import { type Db, sql } from '../../platform/database.ts';

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
