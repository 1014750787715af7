import { type Db, sql, type Transaction } from '../../../platform/database.ts';
import { DeskVisit } from './desk-visit.ts';

export type NewDeskVisit = DeskVisit & { draftId: string; staffMemberId: string };

export async function insertDeskVisit(tx: Transaction, visit: NewDeskVisit): Promise<void> {
  const { id, draftId, staffMemberId, citizenId, channel } = visit;
  await tx.run(sql`
    insert into desk_visits (id, draft_id, staff_member_id, citizen_id, channel)
    values (${id}, ${draftId}, ${staffMemberId}, ${citizenId}::uuid, ${channel})`);
}

/** Returns null for a draft that this agent did not begin at the desk. */
export function findDeskVisit(
  db: Db,
  { draftId, staffMemberId }: { draftId: string; staffMemberId: string },
): Promise<DeskVisit | null> {
  return db.maybe(
    DeskVisit,
    sql`
    select id, citizen_id as "citizenId", channel from desk_visits
    where draft_id = ${draftId} and staff_member_id = ${staffMemberId}`,
  );
}

/** Deletes at most `limit` visits whose draft, if it was not filed, is gone as well. */
export function deleteOldDeskVisits(tx: Transaction, limit: number): Promise<number> {
  return tx.run(sql`
    delete from desk_visits where id = any(array(
      select id from desk_visits where begun_at < now() - interval '60 days'
      limit ${limit} for update skip locked))`);
}
