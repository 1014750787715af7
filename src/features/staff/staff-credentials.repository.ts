import { z } from 'zod';
import { type Db, sql, type Transaction } from '../../platform/database.ts';

export const StaffCredentials = z.strictObject({
  id: z.uuid(),
  passwordHash: z.string(),
  /** The app's secret, sealed by `sealSecondFactor`. Null for an account without an app. */
  secondFactor: z.string().nullable(),
});
export type StaffCredentials = z.infer<typeof StaffCredentials>;
const Epoch = z.strictObject({ epoch: z.number().int() });

/** Returns null for an unknown, invited or suspended account. */
export function findStaffCredentials(db: Db, email: string): Promise<StaffCredentials | null> {
  return db.maybe(
    StaffCredentials,
    sql`
    select id, password_hash as "passwordHash", second_factor as "secondFactor" from staff_members
    where lower(email) = lower(${email}) and status = 'active'`,
  );
}

/** Returns null for an account that is invited, suspended or gone. */
export async function findStaffPasswordHash(db: Db, id: string): Promise<string | null> {
  const row = await db.maybe(
    z.strictObject({ hash: z.string() }),
    sql`select password_hash as hash from staff_members where id = ${id} and status = 'active'`,
  );
  return row?.hash ?? null;
}

/** Returns the sealed secret of somebody's app, or null for an account without one. */
export async function findStaffApp(db: Db, id: string): Promise<string | null> {
  const row = await db.maybe(
    z.strictObject({ sealed: z.string().nullable() }),
    sql`select second_factor as sealed from staff_members where id = ${id}`,
  );
  return row?.sealed ?? null;
}

const Address = z.strictObject({ email: z.string(), language: z.enum(['fr', 'nl']) });

/** Returns null for an account that is invited, suspended or gone. */
export function findStaffAddress(db: Db, id: string): Promise<z.infer<typeof Address> | null> {
  return db.maybe(Address, sql`select email, language from staff_members where id = ${id} and status = 'active'`);
}

export const OwnAccount = z.strictObject({ id: z.uuid(), email: z.string(), secondFactor: z.string().nullable() });
export type OwnAccount = z.infer<typeof OwnAccount>;

/** Locks an account before its owner changes it. Returns null when it is not active any more. */
export function lockOwnAccount(tx: Transaction, id: string): Promise<OwnAccount | null> {
  return tx.maybe(
    OwnAccount,
    sql`
    select id, email, second_factor as "secondFactor" from staff_members
    where id = ${id} and status = 'active'
    for no key update`,
  );
}

/** Uses up a code of the app with that sealed secret. Returns false when it was used before, or the app was replaced. */
export async function updateStaffTimeStep(
  tx: Transaction,
  used: { id: string; secondFactor: string; timeStep: number },
): Promise<boolean> {
  const updated = await tx.run(sql`
    update staff_members set last_time_step = ${used.timeStep}
    where id = ${used.id} and status = 'active' and second_factor = ${used.secondFactor}
      and last_time_step < ${used.timeStep}`);
  return updated === 1;
}

/** Replaces the secret of the app and returns the new session epoch, or null for an account that is closed. */
export async function updateStaffApp(
  tx: Transaction,
  to: { id: string; secondFactor: string; timeStep: number },
): Promise<number | null> {
  const row = await tx.maybe(
    Epoch,
    sql`
    update staff_members set second_factor = ${to.secondFactor}, last_time_step = ${to.timeStep}
    where id = ${to.id} and status = 'active'
    returning session_epoch as epoch`,
  );
  return row?.epoch ?? null;
}

/** Replaces the password while it is still `from`, and returns the new session epoch, else null. */
export async function updateStaffPassword(
  tx: Transaction,
  { id, from, to }: { id: string; from: string; to: string },
): Promise<number | null> {
  const row = await tx.maybe(
    Epoch,
    sql`
    update staff_members set password_hash = ${to}
    where id = ${id} and status = 'active' and password_hash = ${from}
    returning session_epoch as epoch`,
  );
  return row?.epoch ?? null;
}

/**
 * The proven code with its account. `renewed` holds a new hash or seal when the stored one was made with weaker
 * parameters or an older secret.
 */
export type UsedCode = StaffCredentials & {
  secondFactor: string;
  timeStep: number;
  renewed: { passwordHash: string | null; secondFactor: string | null };
};

/**
 * Uses up a code and returns the session epoch of the account. Of two concurrent calls, even with an earlier time step,
 * only one succeeds. Returns null for the other, and when the account or its secrets changed since they were read.
 */
export async function updateStaffCodeUsed(tx: Transaction, used: UsedCode): Promise<number | null> {
  const row = await tx.maybe(
    Epoch,
    sql`
    update staff_members set last_time_step = ${used.timeStep},
      password_hash = coalesce(${used.renewed.passwordHash}::text, password_hash),
      second_factor = coalesce(${used.renewed.secondFactor}::text, second_factor)
    where id = ${used.id} and status = 'active' and password_hash = ${used.passwordHash}
      and second_factor = ${used.secondFactor} and last_time_step < ${used.timeStep}
    returning session_epoch as epoch`,
  );
  return row?.epoch ?? null;
}

/** Locks the account before its link: a suspension takes them in this order. */
export async function lockStaffCredentials(tx: Transaction, id: string): Promise<void> {
  await tx.maybe(
    z.strictObject({ id: z.uuid() }),
    sql`select id from staff_members where id = ${id} for no key update`,
  );
}

/**
 * Activates the account with new secrets and ends its sessions. Returns the new session epoch, or null for a suspended
 * account.
 */
export async function updateStaffCredentials(
  tx: Transaction,
  to: StaffCredentials & { timeStep: number },
): Promise<number | null> {
  const row = await tx.maybe(
    Epoch,
    sql`
    update staff_members set status = 'active', password_hash = ${to.passwordHash}, second_factor = ${to.secondFactor},
      last_time_step = ${to.timeStep}
    where id = ${to.id} and status <> 'suspended'
    returning session_epoch as epoch`,
  );
  return row?.epoch ?? null;
}
