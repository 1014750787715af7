import { z } from 'zod';
import { type JobTitle, jobTitles } from '../../../domain/job-titles.ts';
import { LANGUAGES, type Language } from '../../../domain/language.ts';
import { EnterpriseNumber } from '../../../domain/numbers/enterprise-number.ts';
import { type Db, sql, type Transaction } from '../../../platform/database.ts';
import { ROLES, type Role } from './roles.ts';

export const Membership = z.strictObject({
  id: z.uuid(),
  enterpriseNumber: EnterpriseNumber,
  citizenId: z.uuid(),
  role: z.enum(ROLES),
  jobTitle: z.enum(jobTitles),
  preferredLanguage: z.enum(LANGUAGES),
  landline: z.string().nullable(),
  mobile: z.string().nullable(),
  email: z.string(),
  emailNotifications: z.boolean(),
  /** The last day, such as « 2026-12-31 », counted in Brussels; null without an end. */
  endsOn: z.string().nullable(),
  /** False until the contact details were saved once. */
  contactSaved: z.boolean(),
});
export type Membership = z.infer<typeof Membership>;
const columns = sql`memberships.id, enterprise_number as "enterpriseNumber", citizen_id as "citizenId", role,
  job_title as "jobTitle", preferred_language as "preferredLanguage", landline, mobile, memberships.email,
  email_notifications as "emailNotifications", to_char(ends_on, 'YYYY-MM-DD') as "endsOn",
  contact_saved_at is not null as "contactSaved"`;

type Of = { enterpriseNumber: EnterpriseNumber; citizenId: string };

/** Returns null for somebody who is not, or no longer, a member, and for an organisation that does not exist. */
export function findMembership(db: Db, of: Of): Promise<Membership | null> {
  return db.maybe(
    Membership,
    sql`
    select ${columns} from active_memberships memberships
    where enterprise_number = ${of.enterpriseNumber} and citizen_id = ${of.citizenId}`,
  );
}

export const PastOrPresentMembership = Membership.extend({ startedAt: z.date(), endedAt: z.date().nullable() });

/** Returns every membership of the citizen, ended ones included. */
export function listMembershipsOfCitizen(
  db: Db,
  citizenId: string,
): Promise<z.infer<typeof PastOrPresentMembership>[]> {
  return db.many(
    PastOrPresentMembership,
    sql`
    select ${columns}, started_at as "startedAt", ended_at as "endedAt" from memberships
    where citizen_id = ${citizenId}
    order by started_at`,
  );
}

export const Member = Membership.extend({ firstName: z.string(), lastName: z.string(), accountEmail: z.string() });
export type Member = z.infer<typeof Member>;

/** Returns the active members, managers first. */
export function listMembers(db: Db, enterpriseNumber: EnterpriseNumber): Promise<Member[]> {
  return db.many(
    Member,
    sql`
    select ${columns}, first_name as "firstName", last_name as "lastName", citizens.email as "accountEmail"
    from active_memberships memberships join citizens on citizens.id = citizen_id
    where enterprise_number = ${enterpriseNumber} and citizens.status <> 'closed'
    order by role, started_at`,
  );
}

/** Counts the managers without a last day whose account may be used. An organisation always has at least one. */
export async function countLastingManagers(db: Db, enterpriseNumber: EnterpriseNumber): Promise<number> {
  const row = await db.one(
    z.strictObject({ managers: z.coerce.number() }),
    sql`
    select count(*) as managers from active_memberships join citizens on citizens.id = citizen_id
    where enterprise_number = ${enterpriseNumber} and role = 'manager' and ends_on is null and status = 'active'`,
  );
  return row.managers;
}

const SoleManagership = z.strictObject({ enterpriseNumber: EnterpriseNumber, name: z.string() });
export type SoleManagership = z.infer<typeof SoleManagership>;

/** Returns the organisations that would have no manager without a last day if this citizen left. */
export function listSoleManagerships(db: Db, citizenId: string): Promise<SoleManagership[]> {
  return db.many(
    SoleManagership,
    sql`
    select enterprise_number as "enterpriseNumber", organisations.name
    from sole_managerships join organisations using (enterprise_number)
    where citizen_id = ${citizenId}
    order by organisations.name, enterprise_number`,
  );
}

export type NewMembership = Of & { role: Role; jobTitle: JobTitle; preferredLanguage: Language; email: string };

/**
 * Returns false when the citizen is already a member, or the account was closed or suspended. The account is not locked
 * here, as that could deadlock with what the citizen does meanwhile: in the citizen's own acts it is already locked,
 * and somebody who accepts their request holds a lock on it, for which the closing of the account waits.
 */
export async function insertMembership(tx: Transaction, membership: NewMembership): Promise<boolean> {
  const { enterpriseNumber, citizenId, role, jobTitle, preferredLanguage, email } = membership;
  const inserted = await tx.run(sql`
    insert into memberships (enterprise_number, citizen_id, role, job_title, preferred_language, email)
    select ${enterpriseNumber}, id, ${role}, ${jobTitle}, ${preferredLanguage}, ${email}
    from citizens where id = ${citizenId} and status = 'active'
    on conflict (enterprise_number, citizen_id) where ended_at is null do nothing`);
  return inserted === 1;
}

export type Contact = Pick<Membership, 'preferredLanguage' | 'landline' | 'mobile' | 'email' | 'emailNotifications'>;

export async function updateContact(tx: Transaction, of: Of, contact: Contact): Promise<void> {
  await tx.run(sql`
    update memberships
    set preferred_language = ${contact.preferredLanguage}, landline = ${contact.landline}, mobile = ${contact.mobile},
      email = ${contact.email}, email_notifications = ${contact.emailNotifications},
      contact_saved_at = coalesce(contact_saved_at, now())
    where enterprise_number = ${of.enterpriseNumber} and citizen_id = ${of.citizenId} and ended_at is null`);
}

type OneOf = { id: string; enterpriseNumber: EnterpriseNumber };

export async function updateRole(tx: Transaction, { id, enterpriseNumber }: OneOf, role: Role): Promise<void> {
  await tx.run(sql`
    update memberships set role = ${role}
    where id = ${id} and enterprise_number = ${enterpriseNumber} and ended_at is null`);
}

/** Returns false when that already was the function, or the membership has ended. */
export async function updateJobTitle(tx: Transaction, of: Of, jobTitle: JobTitle): Promise<boolean> {
  const touched = await tx.run(sql`
    update memberships set job_title = ${jobTitle}
    where enterprise_number = ${of.enterpriseNumber} and citizen_id = ${of.citizenId} and ended_at is null
      and job_title <> ${jobTitle}`);
  return touched === 1;
}
