import { z } from 'zod';
import { CommuneSettings } from '../../domain/commune.ts';
import { type Db, sql, type Transaction } from '../../platform/database.ts';

/** One change of the commune's settings: who made it, when and why. The newest one is in force. */
export const CommuneChange = z.strictObject({
  /** 1 for the first change. */
  revision: z.number().int(),
  settings: CommuneSettings,
  reason: z.string(),
  changedAt: z.date(),
  firstName: z.string(),
  lastName: z.string(),
});
export type CommuneChange = z.infer<typeof CommuneChange>;

/** Returns the newest changes, the newest first. */
export function listCommuneChanges(db: Db, { limit }: { limit: number }): Promise<CommuneChange[]> {
  return db.many(
    CommuneChange,
    sql`
    select revision, settings, reason, changed_at as "changedAt", first_name as "firstName", last_name as "lastName"
    from commune_changes join staff_members on staff_members.id = staff_member_id
    order by revision desc
    limit ${limit}`,
  );
}

/** Returns the settings in force, or null when nobody ever changed them. */
export async function findCommuneSettings(db: Db): Promise<CommuneSettings | null> {
  const [found] = await db.many(
    z.strictObject({ settings: CommuneSettings }),
    sql`select settings from commune_changes order by revision desc limit 1`,
  );
  return found?.settings ?? null;
}

/**
 * Returns the number of changes. A number that differs from an earlier one means that somebody changed the settings
 * meanwhile.
 */
export async function countCommuneChanges(db: Db): Promise<number> {
  const { count } = await db.one(
    z.strictObject({ count: z.number().int() }),
    sql`select count(*)::integer as count from commune_changes`,
  );
  return count;
}

/**
 * Returns the SHA-256 of every logo that was ever set, which is its key in the storage; old logos are kept because an
 * administrator may take any earlier change again.
 */
export async function listWordmarkKeys(db: Db): Promise<string[]> {
  const found = await db.many(
    z.strictObject({ sha256: z.string() }),
    sql`
    select distinct settings -> 'wordmark' ->> 'sha256' as sha256
    from commune_changes
    where settings -> 'wordmark' ->> 'sha256' is not null`,
  );
  return found.map(({ sha256 }) => sha256);
}

export type NewCommuneChange = Pick<CommuneChange, 'revision' | 'settings' | 'reason'> & { staffMemberId: string };

/** Returns false when `revision` is not the next one because somebody else changed the settings meanwhile. */
export async function insertCommuneChange(tx: Transaction, change: NewCommuneChange): Promise<boolean> {
  const { revision, settings, reason, staffMemberId } = change;
  const inserted = await tx.run(sql`
    insert into commune_changes (revision, settings, reason, staff_member_id)
    select ${revision}, ${JSON.stringify(settings)}::jsonb, ${reason}, ${staffMemberId}::uuid
    where ${revision} = 1 + (select coalesce(max(revision), 0) from commune_changes)
    on conflict (revision) do nothing`);
  return inserted > 0;
}
