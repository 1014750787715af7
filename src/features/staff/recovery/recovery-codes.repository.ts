import { z } from 'zod';
import { type Db, sql, type Transaction } from '../../../platform/database.ts';

type OneCode = { staffMemberId: string; digest: Buffer };

/** Returns how many codes of that person are left. */
export async function countRecoveryCodes(db: Db, staffMemberId: string): Promise<number> {
  const { left } = await db.one(
    z.strictObject({ left: z.number().int() }),
    sql`select count(*)::int as left from staff_recovery_codes where staff_member_id = ${staffMemberId}`,
  );
  return left;
}

/** Reads a code without using it up. Returns null when the person has no such code. */
export function findRecoveryCode(
  db: Db,
  { staffMemberId, digest }: OneCode,
): Promise<Pick<OneCode, 'staffMemberId'> | null> {
  return db.maybe(
    z.strictObject({ staffMemberId: z.uuid() }),
    sql`
    select staff_member_id as "staffMemberId" from staff_recovery_codes
    where staff_member_id = ${staffMemberId} and digest = ${digest}`,
  );
}

/**
 * Uses up a code and returns the session epoch of the account. Of two concurrent calls only one succeeds. Returns null for
 * the other, and when the account or its password changed since it was read.
 */
export async function deleteUsedRecoveryCode(
  tx: Transaction,
  { staffMemberId, digest, passwordHash }: OneCode & { passwordHash: string },
): Promise<number | null> {
  const row = await tx.maybe(
    z.strictObject({ epoch: z.number().int() }),
    sql`
    delete from staff_recovery_codes code using staff_members member
    where code.staff_member_id = ${staffMemberId} and code.digest = ${digest} and member.id = code.staff_member_id
      and member.status = 'active' and member.password_hash = ${passwordHash}
    returning member.session_epoch as epoch`,
  );
  return row?.epoch ?? null;
}

export async function deleteRecoveryCodesOf(tx: Transaction, staffMemberId: string): Promise<void> {
  await tx.run(sql`delete from staff_recovery_codes where staff_member_id = ${staffMemberId}`);
}

/** Adds a set of codes. */
export async function insertRecoveryCodes(
  tx: Transaction,
  { staffMemberId, digests }: { staffMemberId: string; digests: readonly Buffer[] },
): Promise<void> {
  await tx.run(sql`
    insert into staff_recovery_codes (staff_member_id, digest)
    select ${staffMemberId}, digest from unnest(${digests}::bytea[]) digest`);
}
