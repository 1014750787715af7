import { z } from 'zod';
import { type Db, sql, type Transaction } from '../../../platform/database.ts';

/** Keeps a sealed form, so that nobody reads in the database what an agent wrote about somebody. Returns its id. */
export async function insertInterruptedStaffForm(
  tx: Transaction,
  { staffMemberId, sealed }: { staffMemberId: string; sealed: string },
): Promise<string> {
  const { id } = await tx.one(
    z.strictObject({ id: z.uuid() }),
    sql`insert into staff_interrupted_forms (staff_member_id, sealed) values (${staffMemberId}, ${sealed}) returning id`,
  );
  return id;
}

/** Returns the sealed form, or null when it is somebody else's or gone. */
export async function findInterruptedStaffForm(
  db: Db,
  { id, staffMemberId }: { id: string; staffMemberId: string },
): Promise<string | null> {
  const row = await db.maybe(
    z.strictObject({ sealed: z.string() }),
    sql`select sealed from staff_interrupted_forms where id = ${id} and staff_member_id = ${staffMemberId}`,
  );
  return row?.sealed ?? null;
}

export function deleteOldInterruptedStaffForms(tx: Transaction, limit: number): Promise<number> {
  return tx.run(sql`
    delete from staff_interrupted_forms where ctid = any(array(
      select ctid from staff_interrupted_forms where created_at < now() - interval '1 day'
      limit ${limit} for update skip locked))`);
}
