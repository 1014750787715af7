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
  /** The day on which somebody last signed in or used a session; null where that is not known yet. */
  lastSignedInOn: z.iso.date().nullable(),
  /** The last day on which signing in keeps an account that is to be closed, as nobody uses it. */
  keptUntil: z.iso.date().nullable(),
  /** It is as idle, but its owner is the only manager of an organisation. */
  askedToHandOver: z.boolean(),
});
/** An account as the helpdesk may know it, also a suspended one. A closed one is nobody's any more. */
export type HelpedAccount = z.infer<typeof HelpedAccount>;
const columns = sql`citizens.id, citizens.email, citizens.email_confirmed_at as "emailConfirmedAt",
  citizens.first_name as "firstName", citizens.last_name as "lastName", citizens.language, citizens.status,
  citizens.created_at as "createdAt", to_char(citizens.last_signed_in_on, 'YYYY-MM-DD') as "lastSignedInOn",
  to_char(citizens.kept_until, 'YYYY-MM-DD') as "keptUntil",
  coalesce(citizens.idle_step = 'asked-to-hand-over', false) as "askedToHandOver"`;

export function findHelpedAccount(db: Db, id: string): Promise<HelpedAccount | null> {
  return db.maybe(HelpedAccount, sql`select ${columns} from citizens where id = ${id} and status <> 'closed'`);
}

/** Locks the account against other changes. Only a delay may be locked before it. Null where it is closed or gone. */
export function lockHelpedAccount(tx: Transaction, id: string): Promise<HelpedAccount | null> {
  return tx.maybe(
    HelpedAccount,
    sql`select ${columns} from citizens where id = ${id} and status <> 'closed' for no key update`,
  );
}

/**
 * Suspends an account that is active, or restores one that is suspended. Its owner could not sign in meanwhile, so what it
 * was warned of before holds no more.
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
  /** In the last 24 hours, 101 at most. */
  refusedSignIns: z.number().int(),
  /** When the longest delay in force ends. */
  delayedUntil: z.date().nullable(),
  /** That they filed for themselves or for an organisation, 1,001 at most. */
  requests: z.number().int(),
});
export type AccountFacts = z.infer<typeof AccountFacts>;

/** Counts what is behind an account; nothing of what stands in a request is read. */
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

/** The organisations that somebody acts for today, by name. */
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
 * Says why somebody may not help with an account. `colleague`: it has the address of a member of the staff, whatever
 * became of them. `own`: it has the name of the person who asks, and may be theirs under a private address.
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
