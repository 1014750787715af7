import { sql, type Transaction } from '../../platform/database.ts';

/** Keeps the `keep` newest sessions of the account. How many went. */
export function deleteOldestStaffSessions(tx: Transaction, of: { id: string; keep: number }): Promise<number> {
  return tx.run(sql`
    delete from staff_sessions
    where sid in (
      select sid from staff_sessions
      where staff_member_id = ${of.id}
      order by (sess -> 'user' ->> 'signedInAt')::bigint desc
      offset ${of.keep})`);
}
