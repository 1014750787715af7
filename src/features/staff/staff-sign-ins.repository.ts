import { z } from 'zod';
import { type Db, sql, type Transaction } from '../../platform/database.ts';
import { type PageOfRows, pageSql } from '../../platform/postgres/pages.ts';

export const STAFF_FACTORS = ['code', 'passkey', 'recovery-code'] as const;
export type StaffFactor = (typeof STAFF_FACTORS)[number];

export const StaffSignIn = z.strictObject({
  id: z.uuid(),
  signedInAt: z.date(),
  network: z.string(),
  browser: z.string(),
  factor: z.enum(STAFF_FACTORS),
  open: z.boolean(),
});
/** One entry of the history. `open` is true while it has a live session. */
export type StaffSignIn = z.infer<typeof StaffSignIn>;

export type NewStaffSignIn = { staffMemberId: string } & Pick<StaffSignIn, 'network' | 'browser' | 'factor'>;

export async function insertStaffSignIn(tx: Transaction, signIn: NewStaffSignIn): Promise<string> {
  const { id } = await tx.one(
    z.strictObject({ id: z.uuid() }),
    sql`
    insert into staff_sign_ins (staff_member_id, network, browser, factor)
    values (${signIn.staffMemberId}, ${signIn.network}, ${signIn.browser}, ${signIn.factor})
    returning id`,
  );
  return id;
}

type PageOfSignIns = PageOfRows & { staffMemberId: string };

/** Returns the newest sign-ins first. */
export function listStaffSignIns(db: Db, { staffMemberId, ...page }: PageOfSignIns): Promise<StaffSignIn[]> {
  const { beyond, order } = pageSql(page, {
    by: ['signed_in_at', 'id'],
    newestFirst: true,
    row: (id) =>
      sql`select signed_in_at, id from staff_sign_ins where staff_member_id = ${staffMemberId} and id = ${id}`,
  });
  return db.many(
    StaffSignIn,
    sql`
    select id, signed_in_at as "signedInAt", network, browser, factor,
      ended_at is null and exists (select from staff_sessions where sign_in_id = staff_sign_ins.id
        and staff_sessions.staff_member_id = staff_sign_ins.staff_member_id and expire > now()) as open
    from staff_sign_ins
    where staff_member_id = ${staffMemberId} and ${beyond}
    order by ${order}`,
  );
}

type OneSignIn = { staffMemberId: string; signInId: string };

/** Returns null once that sign-in has ended, and for one of another person. */
export function findOpenStaffSignIn(db: Db, { staffMemberId, signInId }: OneSignIn): Promise<{ id: string } | null> {
  return db.maybe(
    z.strictObject({ id: z.uuid() }),
    sql`
    select id from staff_sign_ins where id = ${signInId} and staff_member_id = ${staffMemberId} and ended_at is null`,
  );
}

/**
 * Ends one sign-in of that person with its sessions. The id of another person's sign-in ends nothing. Returns how many
 * sessions were deleted.
 */
export async function updateStaffSignInEnded(tx: Transaction, { staffMemberId, signInId }: OneSignIn): Promise<number> {
  await tx.run(sql`
    update staff_sign_ins set ended_at = now()
    where staff_member_id = ${staffMemberId} and id = ${signInId} and ended_at is null`);
  return tx.run(sql`delete from staff_sessions where staff_member_id = ${staffMemberId} and sign_in_id = ${signInId}`);
}

/** Remembers that the second factor was given just now. */
export async function updateStaffSignInConfirmed(
  tx: Transaction,
  { staffMemberId, signInId }: OneSignIn,
): Promise<void> {
  await tx.run(sql`
    update staff_sign_ins set confirmed_at = now()
    where staff_member_id = ${staffMemberId} and id = ${signInId} and ended_at is null`);
}

type AllButOne = { staffMemberId: string; exceptSignInId: string };

/** Ends all sign-ins except that one, even one whose session is not written yet. */
export async function updateOtherStaffSignInsEnded(tx: Transaction, of: AllButOne): Promise<void> {
  await tx.run(sql`
    update staff_sign_ins set ended_at = now()
    where staff_member_id = ${of.staffMemberId} and id <> ${of.exceptSignInId} and ended_at is null`);
  await tx.run(sql`
    delete from staff_sessions
    where staff_member_id = ${of.staffMemberId} and sign_in_id is distinct from ${of.exceptSignInId}::uuid`);
}

/** Deletes at most `limit` sign-ins older than twelve months. Returns how many. */
export function deleteOldStaffSignIns(tx: Transaction, limit: number): Promise<number> {
  return tx.run(sql`
    delete from staff_sign_ins where ctid = any(array(
      select ctid from staff_sign_ins where signed_in_at < now() - interval '12 months'
      limit ${limit} for update skip locked))`);
}
