import { z } from 'zod';
import { type Db, sql, type Transaction } from '../../platform/database.ts';
import { AUDIT_EVENTS, type AuditEventContent } from './audit-event.ts';

export const AuditEvent = z.strictObject({
  name: z.enum(AUDIT_EVENTS),
  happenedAt: z.date(),
  network: z.string().nullable(),
});
export type AuditEvent = z.infer<typeof AuditEvent>;

export type NewAuditEvent = AuditEventContent & {
  citizenId?: string | null;
  staffMemberId?: string | null;
  network: string | null;
};

export async function insertAuditEvent(tx: Transaction, event: NewAuditEvent): Promise<void> {
  await tx.run(sql`
    insert into audit_events (name, citizen_id, staff_member_id, network, details)
    values (${event.name}, ${event.citizenId ?? null}::uuid, ${event.staffMemberId ?? null}::uuid, ${event.network},
      ${JSON.stringify('details' in event ? event.details : {})}::jsonb)`);
}

/** Returns the newest events first, with the events of accounts that were merged into this one. */
export function listAuditEventsOfCitizen(
  db: Db,
  { citizenId, limit }: { citizenId: string; limit: number },
): Promise<AuditEvent[]> {
  return db.many(
    AuditEvent,
    sql`
    select name, happened_at as "happenedAt", network
    from audit_events
    where citizen_id = any(array(select id from citizens where merged_into = ${citizenId}) || ${citizenId}::uuid)
    order by happened_at desc
    limit ${limit}`,
  );
}
