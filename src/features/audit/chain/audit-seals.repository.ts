import { z } from 'zod';
import { type Db, sql, type Transaction } from '../../../platform/database.ts';

export const AuditSeal = z.strictObject({
  /** The day in Brussels, yyyy-mm-dd. */
  day: z.string(),
  /** The highest event id that the seal covers; the lowest one is just above the `lastId` of the day before. */
  lastId: z.coerce.string(),
  events: z.number().int(),
  /** The SHA-256, in hexadecimal, of the previous day's hash followed by the rows. */
  hash: z.string(),
  sealedAt: z.date(),
});
export type AuditSeal = z.infer<typeof AuditSeal>;
const columns = sql`to_char(day, 'YYYY-MM-DD') as day, last_id as "lastId", events, encode(hash, 'hex') as hash,
  sealed_at as "sealedAt"`;

export function findLastAuditSeal(db: Db): Promise<AuditSeal | null> {
  return db.maybe(AuditSeal, sql`select ${columns} from audit_seals order by audit_seals.day desc limit 1`);
}

/** Returns the seals after `day`, or from the first one when it is null, the oldest first. */
export function listAuditSeals(
  db: Db,
  { after, limit }: { after: string | null; limit: number },
): Promise<AuditSeal[]> {
  const later = after === null ? sql`true` : sql`audit_seals.day > ${after}::date`;
  return db.many(
    AuditSeal,
    sql`select ${columns} from audit_seals where ${later} order by audit_seals.day limit ${limit}`,
  );
}

/** Returns the newest seals first. */
export function listNewestAuditSeals(db: Db, limit: number): Promise<AuditSeal[]> {
  return db.many(AuditSeal, sql`select ${columns} from audit_seals order by audit_seals.day desc limit ${limit}`);
}

/** Returns false when another process has sealed the same day first. */
export async function insertAuditSeal(tx: Transaction, seal: Omit<AuditSeal, 'sealedAt'>): Promise<boolean> {
  const written = await tx.run(sql`
    insert into audit_seals (day, last_id, events, hash)
    values (${seal.day}::date, ${seal.lastId}::bigint, ${seal.events}, decode(${seal.hash}, 'hex'))
    on conflict (day) do nothing`);
  return written === 1;
}

const Line = z.strictObject({ id: z.coerce.string(), line: z.string() });

/** Returns rows of the audit log in the order of their ids, each as the line of text that the seal hashes. */
export function listAuditLines(
  db: Db,
  { above, upTo, limit }: { above: string; upTo: string; limit: number },
): Promise<{ id: string; line: string }[]> {
  return db.many(
    Line,
    sql`
    select id, json_build_array(id, to_char(happened_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'), name,
      citizen_id, staff_member_id, network, details)::text as line
    from audit_events where id > ${above}::bigint and id <= ${upTo}::bigint order by id limit ${limit}`,
  );
}

const FirstEvent = z.strictObject({ happenedAt: z.date() });

export async function findFirstAuditMoment(db: Db): Promise<Date | null> {
  const first = await db.maybe(
    FirstEvent,
    sql`select happened_at as "happenedAt" from audit_events order by id limit 1`,
  );
  return first?.happenedAt ?? null;
}

const End = z.strictObject({ lastId: z.coerce.string(), next: z.string() });
/** `next` is the number that Postgres gives to the next transaction. */
export type AuditEnd = z.infer<typeof End>;

/**
 * Returns the id of the last event before the moment `before`, but never less than `above`. The query reads the index
 * on the time of events.
 */
export function getAuditEnd(db: Db, { above, before }: { above: string; before: Date }): Promise<AuditEnd> {
  return db.one(
    End,
    sql`
    select greatest(${above}::bigint, (
      select id from audit_events where happened_at < ${before} order by happened_at desc, id desc limit 1)) as "lastId",
      pg_snapshot_xmax(pg_current_snapshot())::text as next`,
  );
}

/** Returns the number of the oldest transaction that can still write. */
export async function getOldestTransaction(db: Db): Promise<string> {
  const { oldest } = await db.one(
    z.strictObject({ oldest: z.string() }),
    sql`select pg_snapshot_xmin(pg_current_snapshot())::text as oldest`,
  );
  return oldest;
}
