import { sql, type Transaction } from '../../platform/database.ts';

/**
 * Deletes at most `limit` accounts opened seven days ago and never confirmed. Those to which an organisation or a file of
 * the commune refers stay: the desk files for somebody without asking for a confirmation. Returns how many.
 */
export function deleteUnconfirmedCitizens(tx: Transaction, limit: number): Promise<number> {
  return tx.run(sql`
    delete from citizens where ctid = any(array(
      select ctid from citizens
      where email_confirmed_at is null and status = 'active' and created_at < now() - interval '7 days'
        and not exists (select from memberships where citizen_id = citizens.id)
        and not exists (select from submissions where citizen_id = citizens.id)
        and not exists (select from desk_visits where citizen_id = citizens.id)
      limit ${limit} for update skip locked))`);
}
