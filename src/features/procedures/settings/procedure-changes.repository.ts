import { z } from 'zod';
import { type Db, sql, type Transaction } from '../../../platform/database.ts';
import { ProcedureSettings } from './procedure-settings.ts';

/** A change of the settings of a démarche: who made it, when and why. The newest change of a démarche is in force. */
export const ProcedureChange = z.strictObject({
  /** 1 for the first change of a démarche. */
  revision: z.number().int(),
  settings: ProcedureSettings,
  reason: z.string(),
  changedAt: z.date(),
  firstName: z.string(),
  lastName: z.string(),
});
export type ProcedureChange = z.infer<typeof ProcedureChange>;

/** Returns the changes of one démarche, the newest first. */
export function listProcedureChanges(db: Db, slug: string): Promise<ProcedureChange[]> {
  return db.many(
    ProcedureChange,
    sql`
    select revision, settings, reason, changed_at as "changedAt", first_name as "firstName", last_name as "lastName"
    from procedure_changes join staff_members on staff_members.id = staff_member_id
    where slug = ${slug}
    order by revision desc`,
  );
}

const Standing = z.strictObject({ slug: z.string(), revision: z.number().int(), settings: ProcedureSettings });

/** Returns what is set today of each démarche of which anything was ever set. */
export function listProcedureSettings(db: Db): Promise<z.infer<typeof Standing>[]> {
  return db.many(
    Standing,
    sql`
    select distinct on (slug) slug, revision, settings from procedure_changes order by slug, revision desc`,
  );
}

/** Returns how many changes there are in all: another number means that something was set meanwhile. */
export async function countProcedureChanges(db: Db): Promise<number> {
  const { count } = await db.one(
    z.strictObject({ count: z.number().int() }),
    sql`select count(*)::integer as count from procedure_changes`,
  );
  return count;
}

export type NewProcedureChange = Pick<ProcedureChange, 'revision' | 'settings' | 'reason'> & {
  slug: string;
  staffMemberId: string;
};

/** Returns false when that revision is not the next one: somebody else changed the démarche meanwhile. */
export async function insertProcedureChange(tx: Transaction, change: NewProcedureChange): Promise<boolean> {
  const { slug, revision, settings, reason, staffMemberId } = change;
  const inserted = await tx.run(sql`
    insert into procedure_changes (slug, revision, settings, reason, staff_member_id)
    select ${slug}, ${revision}, ${JSON.stringify(settings)}::jsonb, ${reason}, ${staffMemberId}::uuid
    where ${revision} = 1 + (select coalesce(max(revision), 0) from procedure_changes where slug = ${slug})
    on conflict (slug, revision) do nothing`);
  return inserted > 0;
}
