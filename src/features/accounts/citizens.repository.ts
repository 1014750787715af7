import { z } from 'zod';
import { LANGUAGES, type Language } from '../../domain/language.ts';
import { organisationKinds } from '../../domain/legal-forms.ts';
import { EnterpriseNumber } from '../../domain/numbers/enterprise-number.ts';
import { type Db, sql, type Transaction } from '../../platform/database.ts';
import { TODAY_IN_BRUSSELS } from '../../platform/postgres/today-in-brussels.ts';
import type { FoundSession } from '../../web/session/session-kinds.ts';
import { DefaultSpace } from './default-space.ts';

export const Citizen = z.strictObject({
  id: z.uuid(),
  email: z.string(),
  emailConfirmedAt: z.date().nullable(),
  /** When a mail to the address was refused for good; null once one is taken, or the address is confirmed or changed. */
  emailRefusedAt: z.date().nullable(),
  firstName: z.string(),
  lastName: z.string(),
  language: z.enum(LANGUAGES),
  notifyByEmail: z.boolean(),
  defaultSpace: DefaultSpace,
  createdAt: z.date(),
});
/** An account that may be used. Closed and suspended accounts are never read as this type. */
export type Citizen = z.infer<typeof Citizen>;
const columns = sql`id, email, email_confirmed_at as "emailConfirmedAt", email_refused_at as "emailRefusedAt", first_name as "firstName", last_name as "lastName",
  language, notify_by_email as "notifyByEmail", default_space as "defaultSpace", created_at as "createdAt"`;

export function findCitizen(db: Db, id: string): Promise<Citizen | null> {
  return db.maybe(Citizen, sql`select ${columns} from citizens where id = ${id} and status = 'active'`);
}

export function findCitizenByEmail(db: Db, email: string): Promise<Citizen | null> {
  return db.maybe(
    Citizen,
    sql`select ${columns} from citizens where lower(email) = lower(${email}) and status = 'active'`,
  );
}

export const OwnProfile = z.strictObject({
  enterpriseNumber: EnterpriseNumber,
  kind: z.enum(organisationKinds),
  name: z.string(),
});
export type OwnProfile = z.infer<typeof OwnProfile>;
export const SignedInCitizen = Citizen.extend({ profiles: z.array(OwnProfile) });
/** A citizen with the organisations they are a member of today, read in one statement, as every page shows them. */
export type SignedInCitizen = z.infer<typeof SignedInCitizen>;

const sess = z.custom<FoundSession['data']>((value) => typeof value === 'object' && value !== null);
const begun = { sess, usedToday: z.boolean() };
const nothing = z.null();
const Ended = z.strictObject({
  ...begun,
  ...{
    id: nothing,
    email: nothing,
    emailConfirmedAt: nothing,
    emailRefusedAt: nothing,
    firstName: nothing,
    lastName: nothing,
  },
  ...{ language: nothing, notifyByEmail: nothing, defaultSpace: nothing, createdAt: nothing, profiles: z.tuple([]) },
});
const SessionRow = z.union([SignedInCitizen.extend(begun), Ended]);

/** Reads a session and its citizen in one statement. The citizen is null once the account or the sign-in has ended. */
export async function findSession(db: Db, sid: string): Promise<FoundSession | null> {
  const row = await db.maybe(
    SessionRow,
    sql`
    select sess, ${columns}, coalesce(last_signed_in_on = ${TODAY_IN_BRUSSELS}, false) as "usedToday", coalesce((
      select jsonb_agg(jsonb_build_object('enterpriseNumber', enterprise_number, 'kind', kind, 'name', name) order by name)
      from active_memberships join organisations using (enterprise_number)
      where citizen_id = citizens.id), '[]') as profiles
    from sessions left join citizens on citizens.id = sessions.citizen_id and status = 'active'
      and exists (select from sign_ins where id = sign_in_id and citizen_id = citizens.id and ended_at is null)
    where sid = ${sid} and expire >= now()`,
  );
  if (row === null) return null;
  const { sess: data, usedToday, ...citizen } = row;
  return { data, alongside: { citizen: citizen.id === null ? null : citizen, usedToday } };
}

/** Returns the account that was opened with this captcha and address, or null. */
export function findCitizenByCaptcha(db: Db, captcha: { id: string; email: string }): Promise<Citizen | null> {
  return db.maybe(
    Citizen,
    sql`select ${columns} from citizens where captcha_id = ${captcha.id} and email = ${captcha.email} and status = 'active'`,
  );
}

export type NewCitizen = {
  email: string;
  passwordHash: string;
  firstName: string;
  lastName: string;
  language: Language;
  captchaId: string | null;
};

/** Returns null when the address is taken, whatever its case. The unique index decides this, not an earlier read. */
export function insertCitizen(tx: Transaction, citizen: NewCitizen): Promise<Citizen | null> {
  return tx.maybe(
    Citizen,
    sql`
    insert into citizens (email, password_hash, first_name, last_name, language, captcha_id)
    values (${citizen.email}, ${citizen.passwordHash}, ${citizen.firstName}, ${citizen.lastName}, ${citizen.language},
      ${citizen.captchaId}::uuid)
    on conflict (lower(email)) do nothing
    returning ${columns}`,
  );
}

export async function updateCitizenNames(
  tx: Transaction,
  id: string,
  names: { firstName: string; lastName: string },
): Promise<void> {
  await tx.run(
    sql`update citizens set first_name = ${names.firstName}, last_name = ${names.lastName} where id = ${id} and status <> 'closed'`,
  );
}

export type Preferences = Pick<Citizen, 'language' | 'notifyByEmail' | 'defaultSpace'>;

export async function updateCitizenPreferences(tx: Transaction, id: string, wanted: Preferences): Promise<void> {
  await tx.run(sql`
    update citizens
    set language = ${wanted.language}, notify_by_email = ${wanted.notifyByEmail}, default_space = ${wanted.defaultSpace}
    where id = ${id} and status <> 'closed'`);
}

/**
 * Locks the account against other changes and returns it, or null when it is closed or suspended. Only a sign-in delay
 * may be locked before it (features/accounts/README.md). `for update` would also wait for transactions that only refer
 * to the row.
 */
export function lockCitizen(tx: Transaction, id: string): Promise<Citizen | null> {
  return tx.maybe(
    Citizen,
    sql`select ${columns} from citizens where id = ${id} and status = 'active' for no key update`,
  );
}

/** Confirms the address if it is still the one that the link was sent to. Returns false when it is not. */
export async function updateEmailConfirmed(
  tx: Transaction,
  { id, email }: { id: string; email: string },
): Promise<boolean> {
  const touched = await tx.run(sql`
    update citizens
    set email_confirmed_at = coalesce(email_confirmed_at, now()), email_refused_at = null
    where id = ${id} and email = ${email} and status = 'active'`);
  return touched === 1;
}

/** Sets a new address, which its link has already confirmed. Returns false when another account took it meanwhile. */
export async function updateCitizenEmail(
  tx: Transaction,
  { id, email }: { id: string; email: string },
): Promise<boolean> {
  const touched = await tx.run(sql`
    update citizens
    set email = ${email}, email_confirmed_at = now(), email_refused_at = null
    where id = ${id} and status = 'active'
      and not exists (select from citizens other where lower(other.email) = lower(${email}) and other.id <> ${id})`);
  return touched === 1;
}

/** Keeps the row, to which files of the administration may refer, and erases who the person was. */
export async function updateCitizenClosed(tx: Transaction, id: string): Promise<void> {
  await tx.run(sql`
    update citizens
    set status = 'closed', closed_at = now(), email = null, email_confirmed_at = null, email_refused_at = null, password_hash = null,
      first_name = '', last_name = '', captcha_id = null, idle_step = null, kept_until = null
    where id = ${id}`);
}
