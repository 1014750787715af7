import { z } from 'zod';
import { type Db, sql, type Transaction } from '../../../platform/database.ts';

export const AuditSeal = z.strictObject({
  /** A day of Brussels. */
  day: z.string(),
  /** The highest id that the seal covers: it covers those above the seal of the day before. */
  lastId: z.coerce.string(),
  events: z.number().int(),
  /** SHA-256 in hexadecimal, of the hash of the day before and of the rows. */
  hash: z.string(),
  sealedAt: z.date(),
});
export type AuditSeal = z.infer<typeof AuditSeal>;
const columns = sql`to_char(day, 'YYYY-MM-DD') as day, last_id as "lastId", events, encode(hash, 'hex') as hash,
  sealed_at as "sealedAt"`;

export function findLastAuditSeal(db: Db): Promise<AuditSeal | null> {
  return db.maybe(AuditSeal, sql`select ${columns} from audit_seals order by audit_seals.day desc limit 1`);
}

/** From the oldest on, those after `day`; all from the first one where it is null. */
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

/** The newest first. */
export function listNewestAuditSeals(db: Db, limit: number): Promise<AuditSeal[]> {
  return db.many(AuditSeal, sql`select ${columns} from audit_seals order by audit_seals.day desc limit ${limit}`);
}

/** Of two processes that seal a day at once, one does; returns false to the other. */
export async function insertAuditSeal(tx: Transaction, seal: Omit<AuditSeal, 'sealedAt'>): Promise<boolean> {
  const written = await tx.run(sql`
    insert into audit_seals (day, last_id, events, hash)
    values (${seal.day}::date, ${seal.lastId}::bigint, ${seal.events}, decode(${seal.hash}, 'hex'))
    on conflict (day) do nothing`);
  return written === 1;
}

const Line = z.strictObject({ id: z.coerce.string(), line: z.string() });

/** Some rows of the audit log in the order of their ids, each as the one line of text that is hashed. */
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
/** `next` is the number that the next transaction will have. */
export type AuditEnd = z.infer<typeof End>;

/** The id of the last event before `before`; `above` where none came after that one. Reads the index of days. */
export function getAuditEnd(db: Db, { above, before }: { above: string; before: Date }): Promise<AuditEnd> {
  return db.one(
    End,
    sql`
    select greatest(${above}::bigint, (
      select id from audit_events where happened_at < ${before} order by happened_at desc, id desc limit 1)) as "lastId",
      pg_snapshot_xmax(pg_current_snapshot())::text as next`,
  );
}

/** The number of the oldest transaction that can still write. */
export async function getOldestTransaction(db: Db): Promise<string> {
  const { oldest } = await db.one(
    z.strictObject({ oldest: z.string() }),
    sql`select pg_snapshot_xmin(pg_current_snapshot())::text as oldest`,
  );
  return oldest;
}
