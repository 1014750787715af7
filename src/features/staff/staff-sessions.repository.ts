import { sql, type Transaction } from '../../platform/database.ts';

/** Keeps the newest `keep` sessions of the account and deletes the others. Returns how many it deleted. */
export function deleteOldestStaffSessions(tx: Transaction, of: { id: string; keep: number }): Promise<number> {
  return tx.run(sql`
    delete from staff_sessions
    where sid in (
      select sid from staff_sessions
      where staff_member_id = ${of.id}
      order by (sess -> 'user' ->> 'signedInAt')::bigint desc
      offset ${of.keep})`);
}
