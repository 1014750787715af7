import { z } from 'zod';
import { type Db, sql, type Transaction } from '../../platform/database.ts';

/** Returns null for an unknown, suspended or closed account. */
export async function findPasswordHash(db: Db, id: string): Promise<string | null> {
  const row = await db.maybe(
    z.strictObject({ hash: z.string() }),
    sql`select password_hash as hash from citizens where id = ${id} and status = 'active'`,
  );
  return row?.hash ?? null;
}

/** Sets the password. With `from`, it does so only while that is still the stored hash. */
export async function updateCitizenPassword(
  tx: Transaction,
  id: string,
  hash: { from?: string; to: string },
): Promise<void> {
  await tx.run(sql`
    update citizens
    set password_hash = ${hash.to}, password_changed_at = now()
    where id = ${id} and status <> 'closed' and password_hash = coalesce(${hash.from ?? null}::text, password_hash)`);
}

/**
 * Returns the moment at which the transaction began, by the clock that also dates the changes of passwords: that of the
 * database.
 */
export async function getTransactionStart(tx: Transaction): Promise<Date> {
  return (await tx.one(z.strictObject({ start: z.date() }), sql`select now() as start`)).start;
}

/**
 * Returns true when the password changed after that moment. A request to change the address is then void, as the person
 * who asked may not have been the owner.
 */
export async function findPasswordChangedSince(db: Db, id: string, since: Date): Promise<boolean> {
  const row = await db.maybe(
    z.strictObject({ changed: z.boolean() }),
    sql`select password_changed_at > ${since} as changed from citizens where id = ${id}`,
  );
  return row?.changed ?? true;
}

/** Returns true when the password changed in the last ten minutes, within which the same form is a button pressed twice. */
export async function findPasswordChangedLately(db: Db, id: string): Promise<boolean> {
  const row = await db.maybe(
    z.strictObject({ changed: z.boolean() }),
    sql`select password_changed_at > now() - interval '10 minutes' as changed from citizens where id = ${id}`,
  );
  return row?.changed ?? false;
}

/**
 * Returns true when the account has that password hash and that status, and locks it against other changes until the
 * transaction ends, as the sign-in that follows writes its day on it.
 */
export async function lockPasswordHash(
  tx: Transaction,
  id: string,
  { hash, status = 'active' }: { hash: string; status?: 'active' | 'suspended' },
): Promise<boolean> {
  const row = await tx.maybe(
    z.strictObject({ id: z.uuid() }),
    sql`select id from citizens where id = ${id} and status = ${status} and password_hash = ${hash} for no key update`,
  );
  return row !== null;
}
