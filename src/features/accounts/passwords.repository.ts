import { z } from 'zod';
import { type Db, sql, type Transaction } from '../../platform/database.ts';

/** Null for an unknown, suspended or closed account. */
export async function findPasswordHash(db: Db, id: string): Promise<string | null> {
  const row = await db.maybe(
    z.strictObject({ hash: z.string() }),
    sql`select password_hash as hash from citizens where id = ${id} and status = 'active'`,
  );
  return row?.hash ?? null;
}

/** With `from`, only while that is still the hash. */
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

/** A request to change the address is void once the password changed: who asked may not have been the owner. */
export async function findPasswordChangedSince(db: Db, id: string, since: Date): Promise<boolean> {
  const row = await db.maybe(
    z.strictObject({ changed: z.boolean() }),
    sql`select password_changed_at > ${since} as changed from citizens where id = ${id}`,
  );
  return row?.changed ?? true;
}

/** True while the account is active and that is its password: nobody changes either before the transaction ends. */
export async function lockPasswordHash(tx: Transaction, id: string, passwordHash: string): Promise<boolean> {
  const row = await tx.maybe(
    z.strictObject({ id: z.uuid() }),
    sql`select id from citizens where id = ${id} and status = 'active' and password_hash = ${passwordHash} for share`,
  );
  return row !== null;
}
