import { z } from 'zod';
import { EnterpriseNumber } from '../../../domain/numbers/enterprise-number.ts';
import { type Db, sql, type Transaction } from '../../../platform/database.ts';

type OneMembership = { id: string; enterpriseNumber: EnterpriseNumber };
type MembershipOf = { enterpriseNumber: EnterpriseNumber; citizenId: string };

/** Sets the last day, or removes it when `endsOn` is null. */
export async function updateMembershipEndsOn(
  tx: Transaction,
  { id, enterpriseNumber }: OneMembership,
  endsOn: string | null,
): Promise<void> {
  await tx.run(sql`
    update memberships set ends_on = ${endsOn}::date
    where id = ${id} and enterprise_number = ${enterpriseNumber} and ended_at is null`);
}

export async function updateMembershipEnded(tx: Transaction, { id, enterpriseNumber }: OneMembership): Promise<void> {
  await tx.run(sql`
    update memberships set ended_at = now()
    where id = ${id} and enterprise_number = ${enterpriseNumber} and ended_at is null`);
}

/** Returns whose a membership was that has ended; null for one that goes on, or that the organisation never had. */
export async function findEndedMember(db: Db, { id, enterpriseNumber }: OneMembership): Promise<string | null> {
  const ended = await db.maybe(
    z.strictObject({ citizenId: z.uuid() }),
    sql`
    select citizen_id as "citizenId" from memberships
    where id = ${id} and enterprise_number = ${enterpriseNumber} and ended_at is not null`,
  );
  return ended?.citizenId ?? null;
}

/**
 * Ends all memberships when an account closes, and erases how the person was reached. Organisations that only this
 * person manages were refused before.
 */
export function updateMembershipsOfCitizenEnded(tx: Transaction, citizenId: string): Promise<number> {
  return tx.run(sql`
    update memberships set ended_at = coalesce(ended_at, now()), email = '', landline = null, mobile = null
    where citizen_id = ${citizenId}`);
}

const PastMembership = z.strictObject({
  enterpriseNumber: EnterpriseNumber,
  firstName: z.string(),
  lastName: z.string(),
});

/**
 * Writes the end of memberships whose last day is over, for one person in one organisation or for all. Returns whose
 * they were.
 */
export function updatePastMembershipsEnded(
  tx: Transaction,
  of: MembershipOf | null,
): Promise<z.infer<typeof PastMembership>[]> {
  return tx.many(
    PastMembership,
    sql`
    update memberships set ended_at = (ends_on + 1)::timestamp at time zone 'Europe/Brussels'
    from citizens
    where citizens.id = citizen_id and ended_at is null and ends_on < (now() at time zone 'Europe/Brussels')::date
      and (${of === null} or (enterprise_number = ${of?.enterpriseNumber ?? null} and citizen_id = ${of?.citizenId ?? null}::uuid))
    returning enterprise_number as "enterpriseNumber", first_name as "firstName", last_name as "lastName"`,
  );
}
