import { z } from 'zod';
import { type Db, sql, type Transaction } from '../../../platform/database.ts';

const HelpdeskSearch = z.strictObject({
  sought: z.string(),
  by: z.enum(['email', 'name', 'number']),
  found: z.array(z.uuid()),
  more: z.boolean(),
});
export type HelpdeskSearch = z.infer<typeof HelpdeskSearch>;

/** Stores a search and returns its id, which stands in the address in place of what was typed. */
export async function insertHelpdeskSearch(
  tx: Transaction,
  { staffMemberId, sought, by, found, more }: HelpdeskSearch & { staffMemberId: string },
): Promise<string> {
  const { id } = await tx.one(
    z.strictObject({ id: z.uuid() }),
    sql`
    insert into helpdesk_searches (staff_member_id, sought, by_what, found, more)
    values (${staffMemberId}, ${sought}, ${by}, ${found}::uuid[], ${more})
    returning id`,
  );
  return id;
}

/** Returns a search that this colleague made within the last hour, or null. */
export function findHelpdeskSearch(
  db: Db,
  { id, staffMemberId }: { id: string; staffMemberId: string },
): Promise<HelpdeskSearch | null> {
  return db.maybe(
    HelpdeskSearch,
    sql`
    select sought, by_what as by, found, more from helpdesk_searches
    where id = ${id} and staff_member_id = ${staffMemberId} and searched_at > now() - interval '1 hour'`,
  );
}

/** Deletes at most `limit` searches older than an hour. Returns how many. */
export function deleteOldHelpdeskSearches(tx: Transaction, limit: number): Promise<number> {
  return tx.run(sql`
    delete from helpdesk_searches where ctid = any(array(
      select ctid from helpdesk_searches where searched_at < now() - interval '1 hour'
      limit ${limit} for update skip locked))`);
}
