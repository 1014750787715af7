import { z } from 'zod';
import { EnterpriseNumber } from '../../../domain/numbers/enterprise-number.ts';
import { sql, type Transaction } from '../../../platform/database.ts';

type Accounts = { from: string; to: string };
const OfOrganisation = z.strictObject({ enterpriseNumber: EnterpriseNumber });
export type OfOrganisation = z.infer<typeof OfOrganisation>;

/** Locks the open requests of both accounts, and so waits for an answer that is being given to one of them. */
export async function lockRequestsOfBoth(tx: Transaction, { from, to }: Accounts): Promise<void> {
  await tx.many(
    z.strictObject({ id: z.uuid() }),
    sql`
    select id from access_requests where citizen_id in (${from}, ${to}) and status = 'open' order by id for update`,
  );
}

/** Locks the organisations of both accounts in the order of their numbers. */
export function lockOrganisationsOfBoth(tx: Transaction, { from, to }: Accounts): Promise<OfOrganisation[]> {
  return tx.many(
    OfOrganisation,
    sql`
    select enterprise_number as "enterpriseNumber" from organisations
    where enterprise_number in (select enterprise_number from memberships where citizen_id in (${from}, ${to})
      and ended_at is null)
    order by enterprise_number for no key update`,
  );
}

/**
 * Joins the memberships of two accounts in one organisation: the account that stays gets the stronger role and the
 * later last day, and no last day counts as the latest. The membership of the other account ends. The caller has ended
 * the memberships whose last day is over.
 */
export async function updateMembershipsJoined(tx: Transaction, { from, to }: Accounts): Promise<void> {
  await tx.run(sql`
    update memberships kept
    set role = case when 'manager' in (kept.role, other.role) then 'manager' else 'member' end,
      ends_on = case when kept.ends_on is null or other.ends_on is null then null
        else greatest(kept.ends_on, other.ends_on) end
    from memberships other
    where kept.citizen_id = ${to} and other.citizen_id = ${from} and kept.enterprise_number = other.enterprise_number
      and kept.ended_at is null and other.ended_at is null`);
  await tx.run(sql`
    update memberships other set ended_at = now()
    from memberships kept
    where kept.citizen_id = ${to} and other.citizen_id = ${from} and kept.enterprise_number = other.enterprise_number
      and kept.ended_at is null and other.ended_at is null`);
}

/** Returns the organisations in which the person now acts under the account that stays. */
export function updateMembershipsMoved(tx: Transaction, { from, to }: Accounts): Promise<OfOrganisation[]> {
  return tx.many(
    OfOrganisation,
    sql`
    with moved as (update memberships set citizen_id = ${to} where citizen_id = ${from} returning enterprise_number, ended_at)
    select distinct enterprise_number as "enterpriseNumber" from moved where ended_at is null or ended_at = now()
    order by 1`,
  );
}

/**
 * Withdraws what the person needs no more, as a member by the other account or as it was asked with both, and moves all
 * to the account that stays. Returns where it was withdrawn.
 */
export async function updateAccessRequestsMoved(tx: Transaction, { from, to }: Accounts): Promise<OfOrganisation[]> {
  const withdrawn = await tx.many(
    OfOrganisation,
    sql`
    update access_requests asked set status = 'withdrawn', decided_at = now()
    where asked.status = 'open' and asked.citizen_id in (${from}, ${to}) and (
      exists (select from active_memberships where citizen_id = ${to} and enterprise_number = asked.enterprise_number)
      or (asked.citizen_id = ${from} and exists (select from access_requests same
        where same.citizen_id = ${to} and same.status = 'open' and same.enterprise_number = asked.enterprise_number)))
    returning enterprise_number as "enterpriseNumber"`,
  );
  await tx.run(sql`update access_requests set citizen_id = ${to} where citizen_id = ${from}`);
  return withdrawn;
}

/**
 * Moves the invitations that the account sent, and the open ones to its address, unless one to the address that stays
 * is pending.
 */
export async function updateInvitationsMoved(tx: Transaction, { from, to }: Accounts, emails: Accounts): Promise<void> {
  await tx.run(sql`update invitations set invited_by = ${to} where invited_by = ${from}`);
  await tx.run(sql`
    update invitations moved set email = lower(${emails.to})
    where moved.email = lower(${emails.from}) and moved.accepted_at is null and not exists (
      select from invitations same where same.enterprise_number = moved.enterprise_number and same.accepted_at is null
        and same.email = lower(${emails.to}))`);
}

export async function updateProfileDraftsMoved(tx: Transaction, { from, to }: Accounts): Promise<void> {
  await tx.run(sql`update profile_drafts set citizen_id = ${to} where citizen_id = ${from}`);
}
