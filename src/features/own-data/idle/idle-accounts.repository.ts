import { z } from 'zod';
import { LANGUAGES } from '../../../domain/language.ts';
import { type Db, sql, type Transaction } from '../../../platform/database.ts';
import { TODAY_IN_BRUSSELS } from '../../../platform/postgres/today-in-brussels.ts';
import { IDLE_MONTHS, IDLE_STEPS, LAST_WARNING_DAYS, WARNING_DAYS } from './idle-steps.ts';

const idleFor = sql`make_interval(months => ${IDLE_MONTHS})`;
const SOLE_MANAGER = sql`exists (select from sole_managerships where citizen_id = citizens.id)`;

/**
 * True for an account that is in use although nobody signs in, because the person waits for something, or somebody does
 * something for them: an open request of their own, a draft, a démarche begun at the desk, another address or a merge
 * that the helpdesk sees to.
 */
const IN_USE = sql`(
  exists (select from submissions where citizen_id = citizens.id and enterprise_number is null and submission_is_open(status))
  or exists (select from drafts where citizen_id = citizens.id)
  or exists (select from desk_visits join drafts on drafts.id = draft_id where desk_visits.citizen_id = citizens.id)
  or exists (select from helpdesk_email_changes where citizen_id = citizens.id)
  or exists (select from account_merges where other_id = citizens.id))`;

/**
 * Writes the last day of accounts that were there before it was kept, `limit` at most: the audit log knows every sign-in,
 * of which that of somebody who chose a new password has the name of what they did. Returns how many.
 */
export function updateLastDaysFound(tx: Transaction, limit: number): Promise<number> {
  return tx.run(sql`
    update citizens set last_signed_in_on = (greatest(
        created_at,
        (select max(signed_in_at) from sign_ins where citizen_id = citizens.id),
        (select max(happened_at) from audit_events where citizen_id = citizens.id and name in ('signed-in', 'password-reset'))
      ) at time zone 'Europe/Brussels')::date
    where id = any(array(
      select id from citizens where status = 'active' and idle_step is null and last_signed_in_on is null
      limit ${limit} for no key update skip locked))`);
}

const Warned = z.strictObject({
  id: z.uuid(),
  step: z.enum(IDLE_STEPS),
  /** The last day on which a sign-in keeps the account; null for who is asked to hand over. */
  keptUntil: z.iso.date().nullable(),
});
/** An account that is to be told what becomes of it. */
export type Warned = z.infer<typeof Warned>;
const warned = sql`id, idle_step as step, to_char(kept_until, 'YYYY-MM-DD') as "keptUntil"`;

/** Marks accounts that were idle for so long that they must be warned, `limit` at most, each once. */
export function updateIdleAccountsWarned(tx: Transaction, limit: number): Promise<Warned[]> {
  return tx.many(
    Warned,
    sql`
    update citizens set
      idle_step = case when ${SOLE_MANAGER} then 'asked-to-hand-over' else 'warned' end,
      kept_until = case when not ${SOLE_MANAGER} then
        greatest((last_signed_in_on + ${idleFor})::date, ${TODAY_IN_BRUSSELS} + ${WARNING_DAYS}::integer) end
    where id = any(array(
      select id from citizens
      where status = 'active' and idle_step is null
        and last_signed_in_on <= ((${TODAY_IN_BRUSSELS} + ${WARNING_DAYS}::integer) - ${idleFor})::date and not ${IN_USE}
      limit ${limit} for no key update skip locked))
    returning ${warned}`,
  );
}

/** Marks accounts whose last fortnight begins, `limit` at most, each once. A warning that is late puts the end off. */
export function updateIdleAccountsWarnedAgain(tx: Transaction, limit: number): Promise<Warned[]> {
  return tx.many(
    Warned,
    sql`
    update citizens set
      idle_step = case when ${SOLE_MANAGER} then 'asked-to-hand-over' else 'warned-again' end,
      kept_until = case when not ${SOLE_MANAGER} then greatest(kept_until, ${TODAY_IN_BRUSSELS} + ${LAST_WARNING_DAYS}::integer) end
    where id = any(array(
      select id from citizens
      where status = 'active' and idle_step = 'warned' and kept_until <= ${TODAY_IN_BRUSSELS} + ${LAST_WARNING_DAYS}::integer
      limit ${limit} for no key update skip locked))
    returning ${warned}`,
  );
}

/** Counts the warnings that left since midnight in Brussels, `atMost` at most. */
export async function countWarningsOfToday(db: Db, atMost: number): Promise<number> {
  const { count } = await db.one(
    z.strictObject({ count: z.number().int() }),
    sql`
    select count(*)::integer as count from (
      select from audit_events
      where name = 'idle-account-warned' and happened_at >= ${TODAY_IN_BRUSSELS}::timestamp at time zone 'Europe/Brussels'
      limit ${atMost}) told`,
  );
  return count;
}

/** Marks an account that came to its end as that of the only manager of an organisation. */
export async function updateAskedToHandOver(tx: Transaction, citizenId: string): Promise<void> {
  await tx.run(sql`update citizens set idle_step = 'asked-to-hand-over', kept_until = null where id = ${citizenId}`);
}

/**
 * Takes the warnings back of accounts that are in use by now, and of managers whom somebody replaced. They are warned anew,
 * with all their time, once that is over. Returns how many, `limit` at most.
 */
export function updateIdleAccountsReprieved(tx: Transaction, limit: number): Promise<number> {
  return tx.run(sql`
    update citizens set idle_step = null, kept_until = null
    where id = any(array(
      select id from citizens
      where status = 'active' and idle_step is not null
        and (${IN_USE} or (idle_step = 'asked-to-hand-over' and not ${SOLE_MANAGER}))
      limit ${limit} for no key update skip locked))`);
}

const Id = z.strictObject({ id: z.uuid() });
/** Accounts that got both warnings and whose last day is over. */
const DUE = sql`status = 'active' and idle_step = 'warned-again' and kept_until < ${TODAY_IN_BRUSSELS}`;

/** Lists accounts to close, in the order of their ids, `limit` at most. */
export async function listIdleAccountsDue(
  db: Db,
  { after, limit }: { after: string | null; limit: number },
): Promise<string[]> {
  const due = await db.many(
    Id,
    sql`
    select id from citizens where ${DUE} and (${after}::uuid is null or id > ${after}::uuid) order by id limit ${limit}`,
  );
  return due.map(({ id }) => id);
}

/** Returns false once the person signed in, or something is done for them. The caller has locked the account. */
export async function findIdleAccountDue(db: Db, id: string): Promise<boolean> {
  return (await db.maybe(Id, sql`select id from citizens where id = ${id} and ${DUE} and not ${IN_USE}`)) !== null;
}

const IdleAccount = z.strictObject({
  email: z.string(),
  language: z.enum(LANGUAGES),
  keptUntil: z.iso.date().nullable(),
});

/** Returns null once the person signed in, or something else became of the account. */
export function findIdleAccount(
  db: Db,
  { citizenId, step }: { citizenId: string; step: Warned['step'] },
): Promise<z.infer<typeof IdleAccount> | null> {
  return db.maybe(
    IdleAccount,
    sql`
    select email, language, to_char(kept_until, 'YYYY-MM-DD') as "keptUntil" from citizens
    where id = ${citizenId} and status = 'active' and idle_step = ${step}`,
  );
}
