import { z } from 'zod';
import { NotFound } from '../../domain/not-found.ts';
import { type Db, sql, type Transaction } from '../../platform/database.ts';
import type { FoundSession } from '../../web/session/session-kinds.ts';
import { type NewStaffMember, STAFF_LANGUAGES, StaffMember } from './staff-member.ts';

const columns = sql`id, email, first_name as "firstName", last_name as "lastName", roles, language, status`;

/** Returns null when the address is already taken, whatever its case. */
export function insertStaffMember(tx: Transaction, member: NewStaffMember): Promise<StaffMember | null> {
  return tx.maybe(
    StaffMember,
    sql`
    insert into staff_members (email, first_name, last_name, roles, language)
    values (${member.email}, ${member.firstName}, ${member.lastName}, ${member.roles}, ${member.language})
    on conflict (lower(email)) do nothing
    returning ${columns}`,
  );
}

/** Returns the account whatever its status. */
export function findStaffMember(db: Db, id: string): Promise<StaffMember | null> {
  return db.maybe(StaffMember, sql`select ${columns} from staff_members where id = ${id}`);
}

/** Returns the account whatever its status. */
export function findStaffMemberByEmail(db: Db, email: string): Promise<StaffMember | null> {
  return db.maybe(StaffMember, sql`select ${columns} from staff_members where lower(email) = lower(${email})`);
}

const StaffName = z.strictObject({ firstName: z.string(), lastName: z.string() });
export type StaffName = z.infer<typeof StaffName>;

/** Returns how colleagues call somebody, whatever the status of their account. */
export function findStaffName(db: Db, id: string): Promise<StaffName | null> {
  return db.maybe(
    StaffName,
    sql`select first_name as "firstName", last_name as "lastName" from staff_members where id = ${id}`,
  );
}

const Administrator = z.strictObject({ email: z.string(), language: z.enum(STAFF_LANGUAGES) });
type Administrator = z.infer<typeof Administrator>;

/** Returns the active administrators, whom the portal tells what goes wrong, except `but`, who did it. */
export function listAdministrators(db: Db, { but = null }: { but?: string | null } = {}): Promise<Administrator[]> {
  return db.many(
    Administrator,
    sql`
    select email, language from staff_members
    where 'administrator' = any(roles) and status = 'active' and id is distinct from ${but}::uuid
    order by email`,
  );
}

/** Returns all colleagues by name, whatever the status of their account. */
export function listStaffNames(db: Db): Promise<(StaffName & { id: string })[]> {
  return db.many(
    StaffName.extend({ id: z.uuid() }),
    sql`
    select id, first_name as "firstName", last_name as "lastName" from staff_members order by last_name, first_name, id`,
  );
}

/**
 * Locks the account before one of its acts is written. Throws NotFound when the person was suspended or given other
 * roles meanwhile.
 */
export async function lockStaffMember(
  tx: Transaction,
  { id, roles }: Pick<StaffMember, 'id' | 'roles'>,
): Promise<void> {
  const found = await tx.maybe(
    z.strictObject({ id: z.uuid() }),
    sql`select id from staff_members where id = ${id} and roles = ${roles}::text[] and status = 'active' for share`,
  );
  if (found === null) throw new NotFound();
}

/**
 * Removes the password and the second factor after one of them was lost, which also ends every session. A suspended
 * account is not changed.
 */
export async function updateStaffMemberInvited(tx: Transaction, id: string): Promise<void> {
  await tx.run(sql`
    update staff_members set status = 'invited', password_hash = null, second_factor = null
    where id = ${id} and status <> 'suspended'`);
}

/** A second factor that was given within this time is not asked for again. */
const FACTOR_IS_FRESH_MINUTES = 10;
const sess = z.custom<FoundSession['data']>((value) => typeof value === 'object' && value !== null);
const nothing = z.null();
const Ended = z.strictObject({
  sess,
  mailServerAway: z.boolean(),
  factorIsFresh: nothing,
  ...{ id: nothing, email: nothing, firstName: nothing, lastName: nothing, roles: nothing },
  ...{ language: nothing, status: nothing },
});
const SessionRow = z.union([
  StaffMember.extend({ sess, factorIsFresh: z.boolean(), mailServerAway: z.boolean() }),
  Ended,
]);

/**
 * Reads a session and its account in one statement, at each request, and whether the banner tells of the mail server. The account is null once it is suspended, when its
 * roles or its secrets changed since the session began, and once the sign-in was ended from elsewhere.
 */
export async function findStaffSession(db: Db, sid: string): Promise<FoundSession | null> {
  const row = await db.maybe(
    SessionRow,
    sql`
    select sess, ${columns}, case when status = 'active' then
      (select confirmed_at > now() - make_interval(mins => ${FACTOR_IS_FRESH_MINUTES})
      from staff_sign_ins signed where signed.id = sign_in_id) end as "factorIsFresh",
      exists (select from mail_server_absence where since < now() - interval '10 minutes') as "mailServerAway"
    from staff_sessions left join staff_members on staff_members.id = staff_member_id and status = 'active'
      and session_epoch = (sess -> 'user' ->> 'epoch')::int
      and exists (select from staff_sign_ins signed
        where signed.id = sign_in_id and signed.staff_member_id = staff_members.id and signed.ended_at is null)
    where sid = ${sid} and expire >= now()`,
  );
  if (row === null) return null;
  const { sess: data, factorIsFresh, mailServerAway, ...member } = row;
  const staff = member.id === null ? null : member;
  return { data, alongside: { staff, factorIsFresh: factorIsFresh === true, mailServerAway } };
}
