import { z } from 'zod';
import { type Db, sql, type Transaction } from '../../../platform/database.ts';
import { PROOFS, REASONS } from '../acts/help-acts.ts';

type NewEmailChange = { actId: string; citizenId: string; former: string; email: string };

/** Inserts a request in place of the earlier one for that account, confirmed or not. */
export async function insertHelpdeskEmailChange(tx: Transaction, change: NewEmailChange): Promise<void> {
  await tx.run(sql`
    insert into helpdesk_email_changes (citizen_id, act_id, former, email)
    values (${change.citizenId}, ${change.actId}, ${change.former}, ${change.email})
    on conflict (citizen_id) do update
    set act_id = excluded.act_id, former = excluded.former, email = excluded.email, confirmed_at = null`);
}

const Other = z.strictObject({ other: z.boolean() });

/**
 * Returns true when the same act already asked for another address: the browser's « back » brought the form back, and
 * another address was typed.
 */
export async function findOtherAddressAsked(
  db: Db,
  { actId, email }: { actId: string; email: string },
): Promise<boolean> {
  const { other } = await db.one(
    Other,
    sql`select exists (select from helpdesk_email_changes where act_id = ${actId} and email <> ${email}) as other`,
  );
  return other;
}

const Taken = z.strictObject({ taken: z.boolean() });

/**
 * Returns true when an account or a member of the staff has the address. The unique index still decides when the
 * address is written.
 */
export async function findAddressTaken(db: Db, email: string): Promise<boolean> {
  const { taken } = await db.one(
    Taken,
    sql`
    select exists (select from citizens where lower(email) = lower(${email}))
      or exists (select from staff_members where lower(email) = lower(${email})) as taken`,
  );
  return taken;
}

const WaitingChange = z.strictObject({
  actId: z.uuid(),
  citizenId: z.uuid(),
  firstName: z.string(),
  lastName: z.string(),
  former: z.string(),
  email: z.string(),
  reason: z.enum(REASONS),
  reasonWords: z.string(),
  proof: z.enum(PROOFS),
  proofWords: z.string(),
  askedAt: z.date(),
  askedBy: z.uuid(),
  askerFirstName: z.string(),
  askerLastName: z.string(),
});
/** A request that waits for a second colleague, with what they need to judge it. */
export type WaitingChange = z.infer<typeof WaitingChange>;
const waiting = sql`
  select act_id as "actId", citizens.id as "citizenId", citizens.first_name as "firstName",
    citizens.last_name as "lastName", former, helpdesk_email_changes.email, reason, reason_words as "reasonWords", proof,
    proof_words as "proofWords", done_at as "askedAt", staff_member_id as "askedBy",
    staff_members.first_name as "askerFirstName", staff_members.last_name as "askerLastName"
  from helpdesk_email_changes
  join helpdesk_acts on helpdesk_acts.id = act_id
  join staff_members on staff_members.id = staff_member_id
  join citizens on citizens.id = helpdesk_email_changes.citizen_id and citizens.status = 'active'
    and citizens.email = former
  where confirmed_at is null`;

/** Returns the oldest requests first. */
export function listWaitingEmailChanges(db: Db, limit: number): Promise<WaitingChange[]> {
  return db.many(WaitingChange, sql`${waiting} order by done_at, act_id limit ${limit}`);
}

/**
 * Returns null once the request was confirmed, refused or replaced, or when the account no longer has its former
 * address.
 */
export function findWaitingEmailChange(db: Db, actId: string): Promise<WaitingChange | null> {
  return db.maybe(WaitingChange, sql`${waiting} and act_id = ${actId}`);
}

export async function updateEmailChangeConfirmed(tx: Transaction, actId: string): Promise<void> {
  await tx.run(sql`update helpdesk_email_changes set confirmed_at = now() where act_id = ${actId}`);
}

export async function deleteEmailChange(tx: Transaction, actId: string): Promise<void> {
  await tx.run(sql`delete from helpdesk_email_changes where act_id = ${actId}`);
}

const DueChange = z.strictObject({ citizenId: z.uuid(), email: z.string(), askedAt: z.date() });
export type DueChange = z.infer<typeof DueChange>;

/**
 * Deletes and returns the requests confirmed three days ago whose account is active and still has its former address.
 */
export function deleteDueEmailChanges(tx: Transaction, limit: number): Promise<DueChange[]> {
  return tx.many(
    DueChange,
    sql`
    with due as (
      select act_id from helpdesk_email_changes
      join citizens on citizens.id = citizen_id and citizens.status = 'active' and citizens.email = former
      where confirmed_at <= now() - interval '3 days'
      limit ${limit} for update of helpdesk_email_changes skip locked)
    delete from helpdesk_email_changes using due, helpdesk_acts
    where helpdesk_email_changes.act_id = due.act_id and helpdesk_acts.id = due.act_id
    returning helpdesk_email_changes.citizen_id as "citizenId", email, done_at as "askedAt"`,
  );
}

/**
 * Deletes requests that can no longer be carried out, as each holds an address: their account has another address now,
 * or they are older than a fortnight.
 */
export function deleteDeadEmailChanges(tx: Transaction, limit: number): Promise<number> {
  return tx.run(sql`
    delete from helpdesk_email_changes where act_id = any(array(
      select act_id from helpdesk_email_changes
      join helpdesk_acts on helpdesk_acts.id = act_id
      join citizens on citizens.id = helpdesk_email_changes.citizen_id
      where citizens.email is distinct from former or done_at < now() - interval '14 days'
      limit ${limit} for update of helpdesk_email_changes skip locked))`);
}
