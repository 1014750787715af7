import { z } from 'zod';
import { LANGUAGES } from '../../../domain/language.ts';
import { type Db, sql } from '../../../platform/database.ts';
import { DefaultSpace } from '../default-space.ts';

const SignInAccount = z.strictObject({
  id: z.uuid(),
  email: z.string(),
  language: z.enum(LANGUAGES),
  defaultSpace: DefaultSpace,
  status: z.enum(['active', 'suspended']),
  hash: z.string(),
});
/** An account as a sign-in judges it, also a suspended one, in which nobody can sign in. */
export type SignInAccount = z.infer<typeof SignInAccount>;

/** Returns null for an unknown or closed account. */
export function findSignInAccount(db: Db, email: string): Promise<SignInAccount | null> {
  return db.maybe(
    SignInAccount,
    sql`
    select id, email, language, default_space as "defaultSpace", status, password_hash as hash
    from citizens where lower(email) = lower(${email}) and status <> 'closed'`,
  );
}
