import { z } from 'zod';
import { startOfDay } from '../../../domain/local-date.ts';
import { daysAfter } from '../../../domain/working-days.ts';
import { type Db, type Sql, sql } from '../../../platform/database.ts';
import { type PageOfRows, pageSql } from '../../../platform/postgres/pages.ts';
import { type AuditFilter, objectKept } from './audit-filter.ts';

export const AuditEntry = z.strictObject({
  id: z.string(),
  name: z.string(),
  happenedAt: z.date(),
  citizenId: z.uuid().nullable(),
  staffMemberId: z.uuid().nullable(),
  /** Null when no member of the staff took part in the event. */
  staffName: z.string().nullable(),
  network: z.string().nullable(),
  details: z.record(z.string(), z.json()),
});
export type AuditEntry = z.infer<typeof AuditEntry>;

/** Returns one page of the audit log, the newest events first. Each filter reads an index of its own, in this order. */
export function listAuditLog(db: Db, { filter, ...page }: PageOfRows & { filter: AuditFilter }): Promise<AuditEntry[]> {
  const { beyond, order } = pageSql(page, {
    by: ['happened_at', 'id'],
    newestFirst: true,
    row: (id) => sql`select happened_at, id from audit_events where id = ${id}::bigint`,
  });
  return db.many(
    AuditEntry,
    sql`
    select found.id::text as id, name, happened_at as "happenedAt", citizen_id as "citizenId",
      staff_member_id as "staffMemberId", first_name || ' ' || last_name as "staffName", network, details
    from (select * from audit_events where ${condition(filter)} and ${beyond} order by ${order}) found
    left join (select id as staff_id, first_name, last_name from staff_members) colleagues on staff_id = staff_member_id
    order by happened_at ${page.asked?.going === 'back' ? sql`` : sql`desc`}, found.id ${
      page.asked?.going === 'back' ? sql`` : sql`desc`
    }`,
  );
}

/** Counts the events that match the filter, and stops counting at `atMost`. */
export async function countAuditLog(
  db: Db,
  { filter, atMost }: { filter: AuditFilter; atMost: number },
): Promise<number> {
  const { count } = await db.one(
    z.strictObject({ count: z.number().int() }),
    sql`
    select count(*)::integer as count from (select from audit_events where ${condition(filter)} limit ${atMost}) found`,
  );
  return count;
}

function condition({ staff, citizen, act, object, from, to }: AuditFilter): Sql {
  const conditions: Sql[] = [
    ...(staff === null ? [] : [sql`staff_member_id = ${staff}`]),
    ...(citizen === null ? [] : [sql`citizen_id = ${citizen}`]),
    ...(act === null ? [] : [sql`name = ${act}`]),
    ...(object === null ? [] : [sql`audit_object(details) = ${objectKept(object)}`]),
    ...(from === null ? [] : [sql`happened_at >= ${startOfDay(from)}`]),
    ...(to === null ? [] : [sql`happened_at < ${startOfDay(daysAfter(to, 1))}`]),
  ];
  return conditions.reduce((all, one) => sql`${all} and ${one}`, sql`true`);
}
