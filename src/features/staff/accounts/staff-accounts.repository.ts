import { z } from 'zod';
import { type Db, sql, type Transaction } from '../../../platform/database.ts';
import { type PageOfRows, pageSql } from '../../../platform/postgres/pages.ts';
import { StaffMember } from '../staff-member.ts';

/** Open submissions are counted up to this many. */
export const OPEN_SUBMISSIONS_COUNTED = 1_000;

export const StaffAccount = StaffMember.extend({
  /** A number that grows with each change of status, roles, password or second factor. */
  epoch: z.number().int(),
  createdAt: z.date(),
  departments: z.array(z.string()),
  /** The number of open submissions that this person handles. Colleagues must take over those of a suspended person. */
  openSubmissions: z.number().int(),
  /** The moment until which the link of an invitation works; null when there is none. */
  linkUntil: z.date().nullable(),
});
export type StaffAccount = z.infer<typeof StaffAccount>;

const own = sql`id, email, first_name as "firstName", last_name as "lastName", roles, language, status,
  session_epoch as epoch`;
const columns = sql`${own}, created_at as "createdAt",
  array(select department from staff_departments where staff_member_id = staff_members.id order by 1) as departments,
  (select count(*)::integer from (select from submissions
    where assignee_id = staff_members.id and submission_is_open(status) limit ${OPEN_SUBMISSIONS_COUNTED + 1}) open
  ) as "openSubmissions",
  (select expires_at from staff_links where staff_member_id = staff_members.id and expires_at > now()) as "linkUntil"`;

/** Returns one page of the staff by name: the people whose name or address contains `words`, or all. */
export function listStaffAccounts(db: Db, { words, ...page }: PageOfRows & { words: string }): Promise<StaffAccount[]> {
  const { beyond, order } = pageSql(page, {
    by: ['last_name', 'first_name', 'id'],
    newestFirst: false,
    row: (id) => sql`select last_name, first_name, id from staff_members where id = ${id}`,
  });
  const found =
    words === ''
      ? sql`true`
      : sql`position(lower(${words}) in lower(first_name || ' ' || last_name || ' ' || first_name || ' ' || email)) > 0`;
  return db.many(
    StaffAccount,
    sql`select ${columns} from staff_members where ${beyond} and ${found} order by ${order}`,
  );
}

export function findStaffAccount(db: Db, id: string): Promise<StaffAccount | null> {
  return db.maybe(StaffAccount, sql`select ${columns} from staff_members where id = ${id}`);
}

const LockedAccount = StaffMember.extend({ epoch: z.number().int() });
export type LockedAccount = z.infer<typeof LockedAccount>;

/**
 * Locks an account before an administrator changes it, together with those of all administrators, in one order: of two
 * who act on each other, the second finds what the first left of them. Returns null when there is no such account.
 */
export async function lockStaffAccount(tx: Transaction, id: string): Promise<LockedAccount | null> {
  const locked = await tx.many(
    LockedAccount,
    sql`
    select ${own} from staff_members where id = ${id} or ('administrator' = any (roles) and status = 'active')
    order by id for no key update`,
  );
  return locked.find((account) => account.id === id) ?? null;
}

export async function updateStaffName(
  tx: Transaction,
  { id, firstName, lastName, language }: Pick<StaffMember, 'id' | 'firstName' | 'lastName' | 'language'>,
): Promise<void> {
  await tx.run(sql`
    update staff_members set first_name = ${firstName}, last_name = ${lastName}, language = ${language} where id = ${id}`);
}

/** Changes the roles. A trigger of the table ends every session. */
export async function updateStaffRoles(
  tx: Transaction,
  { id, roles }: Pick<StaffMember, 'id' | 'roles'>,
): Promise<void> {
  await tx.run(sql`update staff_members set roles = ${roles}::text[] where id = ${id}`);
}

/** Ends every session, even one that a request in progress is about to write again. */
export async function updateStaffSessionsEnded(tx: Transaction, id: string): Promise<void> {
  await tx.run(sql`update staff_members set session_epoch = session_epoch + 1 where id = ${id}`);
}

/** Suspends the account. Triggers of the table end every session and the link of an invitation. */
export async function updateStaffSuspended(tx: Transaction, id: string): Promise<void> {
  await tx.run(sql`update staff_members set status = 'suspended' where id = ${id}`);
}

/**
 * Lifts a suspension: the person signs in with the means they had, or by an invitation when they had none yet. Returns
 * the status they have now.
 */
export async function updateStaffRestored(tx: Transaction, id: string): Promise<StaffMember['status']> {
  const { status } = await tx.one(
    StaffMember.pick({ status: true }),
    sql`
    update staff_members
    set status = case when password_hash is null then 'invited' else 'active' end
    where id = ${id} returning status`,
  );
  return status;
}
