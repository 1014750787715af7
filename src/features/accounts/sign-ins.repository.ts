import { z } from 'zod';
import { type Db, sql, type Transaction } from '../../platform/database.ts';
import { type PageOfRows, pageSql } from '../../platform/postgres/pages.ts';
import { TODAY_IN_BRUSSELS } from '../../platform/postgres/today-in-brussels.ts';
import { SIGN_IN_MEANS, type SignInMeans } from './sign-in-means.ts';

export const SignIn = z.strictObject({
  id: z.uuid(),
  signedInAt: z.date(),
  means: z.enum(SIGN_IN_MEANS),
  network: z.string(),
  browser: z.string(),
  open: z.boolean(),
});
/** One entry of the sign-in history. `open` is true while it has a live session. */
export type SignIn = z.infer<typeof SignIn>;

export type NewSignIn = { citizenId: string; means: SignInMeans; network: string; browser: string };

/** Using an account cancels the warning that it will be closed. */
const USED_TODAY = sql`last_signed_in_on = ${TODAY_IN_BRUSSELS}, idle_step = null, kept_until = null`;
/** The day of use is written once a day at most. */
const NOT_YET_USED_TODAY = sql`status = 'active' and coalesce(last_signed_in_on < ${TODAY_IN_BRUSSELS}, true)`;

/**
 * Writes a sign-in in the history and its day on the account, which is warned of nothing any more. The caller has locked
 * the account `for no key update`, as two sign-ins that only share a lock would each wait for the other.
 */
export async function insertSignIn(tx: Transaction, signIn: NewSignIn): Promise<string> {
  const { id } = await tx.one(
    z.strictObject({ id: z.uuid() }),
    sql`
    with used as (update citizens set ${USED_TODAY} where id = ${signIn.citizenId} and ${NOT_YET_USED_TODAY})
    insert into sign_ins (citizen_id, means, network, browser)
    values (${signIn.citizenId}, ${signIn.means}, ${signIn.network}, ${signIn.browser})
    returning id`,
  );
  return id;
}

/** Writes that a session of the account was used today, unless that is known. */
export async function updateCitizenUsed(tx: Transaction, citizenId: string): Promise<void> {
  await tx.run(sql`update citizens set ${USED_TODAY} where id = ${citizenId} and ${NOT_YET_USED_TODAY}`);
}

/** Returns the newest sign-ins first. */
export function listSignIns(db: Db, { citizenId, ...page }: PageOfRows & { citizenId: string }): Promise<SignIn[]> {
  const { beyond, order } = pageSql(page, {
    by: ['signed_in_at', 'id'],
    newestFirst: true,
    row: (id) => sql`select signed_in_at, id from sign_ins where citizen_id = ${citizenId} and id = ${id}`,
  });
  return db.many(
    SignIn,
    sql`
    select id, signed_in_at as "signedInAt", means, network, browser,
      ended_at is null and exists (select from sessions where sign_in_id = sign_ins.id and sessions.citizen_id = sign_ins.citizen_id and expire > now()) as open
    from sign_ins
    where citizen_id = ${citizenId} and ${beyond}
    order by ${order}`,
  );
}

type OneSignIn = { citizenId: string; signInId: string };

/** Returns false once the sign-in was ended, from whatever device. */
export async function findSignInOpen(db: Db, { citizenId, signInId }: OneSignIn): Promise<boolean> {
  const found = await db.maybe(
    z.strictObject({ id: z.uuid() }),
    sql`select id from sign_ins where id = ${signInId} and citizen_id = ${citizenId} and ended_at is null`,
  );
  return found !== null;
}

/**
 * Ends one sign-in of that citizen with its sessions. The id of another citizen's sign-in ends nothing. Returns how
 * many sessions were deleted.
 */
export async function updateSignInEnded(tx: Transaction, { citizenId, signInId }: OneSignIn): Promise<number> {
  await tx.run(sql`
    update sign_ins set ended_at = now()
    where citizen_id = ${citizenId} and id = ${signInId} and ended_at is null`);
  return tx.run(sql`delete from sessions where citizen_id = ${citizenId} and sign_in_id = ${signInId}`);
}

type AllButOne = { citizenId: string; exceptSignInId: string | null };

/**
 * Ends all sign-ins except the given one, or all of them for null, even one whose session is not written yet. Returns
 * how many sessions were deleted.
 */
export async function updateOtherSignInsEnded(tx: Transaction, of: AllButOne): Promise<number> {
  await tx.run(sql`
    update sign_ins set ended_at = now()
    where citizen_id = ${of.citizenId} and id is distinct from ${of.exceptSignInId}::uuid and ended_at is null`);
  return tx.run(sql`
    delete from sessions
    where citizen_id = ${of.citizenId} and sign_in_id is distinct from ${of.exceptSignInId}::uuid`);
}

/** Keeps the newest `keep` sessions of the citizen and deletes the others. Returns how many it deleted. */
export function deleteOldestSessions(tx: Transaction, of: { citizenId: string; keep: number }): Promise<number> {
  return tx.run(sql`
    delete from sessions
    where sid in (
      select sid from sessions
      where citizen_id = ${of.citizenId}
      order by (sess -> 'user' ->> 'signedInAt')::bigint desc
      offset ${of.keep})`);
}

/** Deletes at most `limit` sign-ins older than twelve months. Returns how many. */
export function deleteOldSignIns(tx: Transaction, limit: number): Promise<number> {
  return tx.run(sql`
    delete from sign_ins where ctid = any(array(
      select ctid from sign_ins where signed_in_at < now() - interval '12 months'
      limit ${limit} for update skip locked))`);
}
