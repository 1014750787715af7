import { z } from 'zod';
import { LANGUAGES } from '../../../domain/language.ts';
import { EnterpriseNumber } from '../../../domain/numbers/enterprise-number.ts';
import { type Db, sql, type Transaction } from '../../../platform/database.ts';
import { SIGN_IN_MEANS } from '../../accounts/sign-in-means.ts';

const HelpedAccount = z.strictObject({
  id: z.uuid(),
  email: z.string(),
  emailConfirmedAt: z.date().nullable(),
  firstName: z.string(),
  lastName: z.string(),
  language: z.enum(LANGUAGES),
  status: z.enum(['active', 'suspended']),
  createdAt: z.date(),
  /** The day of the last sign-in or the last use of a session; null when the portal does not know it. */
  lastSignedInOn: z.iso.date().nullable(),
  /** The last day on which a sign-in keeps an idle account from being closed; null when no closing is planned. */
  keptUntil: z.iso.date().nullable(),
  /** True when the account is idle but is not closed because its owner is the only manager of an organisation. */
  askedToHandOver: z.boolean(),
});
/** An account, with what the helpdesk may know of it. Suspended accounts are included, closed ones are not. */
export type HelpedAccount = z.infer<typeof HelpedAccount>;
const columns = sql`citizens.id, citizens.email, citizens.email_confirmed_at as "emailConfirmedAt",
  citizens.first_name as "firstName", citizens.last_name as "lastName", citizens.language, citizens.status,
  citizens.created_at as "createdAt", to_char(citizens.last_signed_in_on, 'YYYY-MM-DD') as "lastSignedInOn",
  to_char(citizens.kept_until, 'YYYY-MM-DD') as "keptUntil",
  coalesce(citizens.idle_step = 'asked-to-hand-over', false) as "askedToHandOver"`;

export function findHelpedAccount(db: Db, id: string): Promise<HelpedAccount | null> {
  return db.maybe(HelpedAccount, sql`select ${columns} from citizens where id = ${id} and status <> 'closed'`);
}

/**
 * Locks the account against other changes; only the delays of its sign-ins may be locked before it. Returns null when
 * the account is closed or does not exist.
 */
export function lockHelpedAccount(tx: Transaction, id: string): Promise<HelpedAccount | null> {
  return tx.maybe(
    HelpedAccount,
    sql`select ${columns} from citizens where id = ${id} and status <> 'closed' for no key update`,
  );
}

/**
 * Suspends an active account or restores a suspended one. It also withdraws the warnings of an idle account, as its
 * owner could not sign in meanwhile.
 */
export async function updateAccountStatus(
  tx: Transaction,
  { id, from, to }: { id: string; from: HelpedAccount['status']; to: HelpedAccount['status'] },
): Promise<void> {
  await tx.run(
    sql`update citizens set status = ${to}, idle_step = null, kept_until = null where id = ${id} and status = ${from}`,
  );
}

const REQUESTS_COUNTED_AT_MOST = 1_001;
const REFUSALS_COUNTED_AT_MOST = 101;
const AccountFacts = z.strictObject({
  lastSignInAt: z.date().nullable(),
  lastSignInBy: z.enum(SIGN_IN_MEANS).nullable(),
  openSessions: z.number().int(),
  /** The refused sign-ins of the last 24 hours, counted up to 101. */
  refusedSignIns: z.number().int(),
  /** The end of the longest delay in force; null when there is none. */
  delayedUntil: z.date().nullable(),
  /** The requests that they filed for themselves or for an organisation, counted up to 1,001. */
  requests: z.number().int(),
});
export type AccountFacts = z.infer<typeof AccountFacts>;

/** Counts what belongs to an account, without reading the content of any request. */
export function getAccountFacts(db: Db, { id, email }: Pick<HelpedAccount, 'id' | 'email'>): Promise<AccountFacts> {
  const digest = sql`sha256(convert_to(${email}, 'UTF8'))`;
  return db.one(
    AccountFacts,
    sql`
    select
      (select max(signed_in_at) from sign_ins where citizen_id = ${id}) as "lastSignInAt",
      (select means from sign_ins where citizen_id = ${id} order by signed_in_at desc limit 1) as "lastSignInBy",
      (select count(*)::integer from sessions join sign_ins on sign_ins.id = sign_in_id and ended_at is null
        where sessions.citizen_id = ${id} and expire > now()) as "openSessions",
      (select count(*)::integer from (
        select from audit_events where citizen_id = ${id} and happened_at > now() - interval '24 hours'
          and name = 'sign-in-refused' limit ${REFUSALS_COUNTED_AT_MOST}) refused) as "refusedSignIns",
      (select max(delayed_until) from sign_in_delays
        where (email_digest = ${digest} or account_digest = ${digest}) and delayed_until > now()) as "delayedUntil",
      (select count(*)::integer from (
        select from submissions where citizen_id = ${id} limit ${REQUESTS_COUNTED_AT_MOST}) filed) as requests`,
  );
}

const HelpedProfile = z.strictObject({
  enterpriseNumber: EnterpriseNumber,
  name: z.string(),
  role: z.enum(['manager', 'member']),
});
export type HelpedProfile = z.infer<typeof HelpedProfile>;

/** Returns the organisations that the citizen acts for today, by name. */
export function listHelpedProfiles(db: Db, citizenId: string): Promise<HelpedProfile[]> {
  return db.many(
    HelpedProfile,
    sql`
    select enterprise_number as "enterpriseNumber", name, role
    from active_memberships join organisations using (enterprise_number)
    where citizen_id = ${citizenId}
    order by name, enterprise_number`,
  );
}

const Barrier = z.strictObject({ colleague: z.boolean(), own: z.boolean() });

/**
 * Returns why a colleague may not help with an account, or null. `colleague`: the account has the address of a member
 * of the staff, former members included. `own`: it has the name of the colleague who asks, so that it may be theirs
 * under a private address.
 */
export async function findBarrier(
  db: Db,
  { citizenId, staffMemberId }: { citizenId: string; staffMemberId: string },
): Promise<'own' | 'colleague' | null> {
  const found = await db.maybe(
    Barrier,
    sql`
    select
      exists (select from staff_members where lower(staff_members.email) = lower(citizens.email)) as colleague,
      exists (select from staff_members where id = ${staffMemberId} and (lower(staff_members.email) = lower(citizens.email)
        or fold_text(staff_members.first_name || ' ' || staff_members.last_name)
          = fold_text(citizens.first_name || ' ' || citizens.last_name))) as own
    from citizens where citizens.id = ${citizenId}`,
  );
  if (found?.own === true) return 'own';
  return found?.colleague === true ? 'colleague' : null;
}
