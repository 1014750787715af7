import { z } from 'zod';
import { type Db, sql, type Transaction } from '../../platform/database.ts';
import { LANGUAGES, type Language } from '../../web/language.ts';
import { jobTitles } from './job-titles.ts';
import { ROLES, type Role } from './roles.ts';

export const Membership = z.strictObject({
  id: z.uuid(),
  enterpriseNumber: z.string(),
  citizenId: z.uuid(),
  role: z.enum(ROLES),
  jobTitle: z.enum(jobTitles),
  preferredLanguage: z.enum(LANGUAGES),
  landline: z.string().nullable(),
  mobile: z.string().nullable(),
  email: z.string(),
  emailNotifications: z.boolean(),
});
export type Membership = z.infer<typeof Membership>;
const columns = sql`memberships.id, enterprise_number as "enterpriseNumber", citizen_id as "citizenId", role,
  job_title as "jobTitle", preferred_language as "preferredLanguage", landline, mobile, memberships.email,
  email_notifications as "emailNotifications"`;

type Of = { enterpriseNumber: string; citizenId: string };

/** Null for somebody who is not, or no longer, a member: as for an organisation that does not exist. */
export function findMembership(db: Db, of: Of): Promise<Membership | null> {
  return db.maybe(
    Membership,
    sql`
    select ${columns} from memberships
    where enterprise_number = ${of.enterpriseNumber} and citizen_id = ${of.citizenId} and ended_at is null`,
  );
}

/** All that is kept of the citizen's work for organisations today. */
export function listMembershipsOfCitizen(db: Db, citizenId: string): Promise<Membership[]> {
  return db.many(
    Membership,
    sql`select ${columns} from memberships where citizen_id = ${citizenId} and ended_at is null order by started_at`,
  );
}

export const Member = Membership.extend({ firstName: z.string(), lastName: z.string(), accountEmail: z.string() });
export type Member = z.infer<typeof Member>;

/** Active members, managers first. */
export function listMembers(db: Db, enterpriseNumber: string): Promise<Member[]> {
  return db.many(
    Member,
    sql`
    select ${columns}, first_name as "firstName", last_name as "lastName", citizens.email as "accountEmail"
    from memberships join citizens on citizens.id = citizen_id
    where enterprise_number = ${enterpriseNumber} and ended_at is null and citizens.status <> 'closed'
    order by role, started_at`,
  );
}

export async function countManagers(db: Db, enterpriseNumber: string): Promise<number> {
  const row = await db.one(
    z.strictObject({ managers: z.coerce.number() }),
    sql`
    select count(*) as managers from memberships
    where enterprise_number = ${enterpriseNumber} and role = 'manager' and ended_at is null`,
  );
  return row.managers;
}

/** Names of the organisations whose only manager this citizen is. */
export async function listSoleManagerships(db: Db, citizenId: string): Promise<string[]> {
  const rows = await db.many(
    z.strictObject({ name: z.string() }),
    sql`
    select organisations.name from memberships own join organisations using (enterprise_number)
    where own.citizen_id = ${citizenId} and own.role = 'manager' and own.ended_at is null
      and not exists (
        select from memberships other
        where other.enterprise_number = own.enterprise_number and other.id <> own.id
          and other.role = 'manager' and other.ended_at is null)`,
  );
  return rows.map(({ name }) => name);
}

export type NewMembership = Of & { role: Role; jobTitle: string; preferredLanguage: Language; email: string };

/** False when the citizen is a member already, or the account was closed or suspended meanwhile. */
export async function insertMembership(tx: Transaction, membership: NewMembership): Promise<boolean> {
  const { enterpriseNumber, citizenId, role, jobTitle, preferredLanguage, email } = membership;
  const inserted = await tx.run(sql`
    insert into memberships (enterprise_number, citizen_id, role, job_title, preferred_language, email)
    select ${enterpriseNumber}, id, ${role}, ${jobTitle}, ${preferredLanguage}, ${email}
    from citizens where id = ${citizenId} and status = 'active' for share
    on conflict (enterprise_number, citizen_id) where ended_at is null do nothing`);
  return inserted === 1;
}

export type Contact = Pick<Membership, 'preferredLanguage' | 'landline' | 'mobile' | 'email' | 'emailNotifications'>;

export async function updateContact(tx: Transaction, of: Of, contact: Contact): Promise<void> {
  await tx.run(sql`
    update memberships
    set preferred_language = ${contact.preferredLanguage}, landline = ${contact.landline}, mobile = ${contact.mobile},
      email = ${contact.email}, email_notifications = ${contact.emailNotifications}
    where enterprise_number = ${of.enterpriseNumber} and citizen_id = ${of.citizenId} and ended_at is null`);
}

type OneOf = { id: string; enterpriseNumber: string };

export async function updateRole(tx: Transaction, { id, enterpriseNumber }: OneOf, role: Role): Promise<void> {
  await tx.run(sql`
    update memberships set role = ${role}
    where id = ${id} and enterprise_number = ${enterpriseNumber} and ended_at is null`);
}

export async function updateMembershipEnded(tx: Transaction, { id, enterpriseNumber }: OneOf): Promise<void> {
  await tx.run(sql`
    update memberships set ended_at = now()
    where id = ${id} and enterprise_number = ${enterpriseNumber} and ended_at is null`);
}

/** When an account closes: how the person was reached is forgotten too. The organisations it alone managed were refused before. */
export function updateMembershipsOfCitizenEnded(tx: Transaction, citizenId: string): Promise<number> {
  return tx.run(sql`
    update memberships set ended_at = coalesce(ended_at, now()), email = '', landline = null, mobile = null
    where citizen_id = ${citizenId}`);
}
