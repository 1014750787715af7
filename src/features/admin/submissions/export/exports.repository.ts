import { z } from 'zod';
import { LANGUAGES, type Language } from '../../../../domain/language.ts';
import { type Db, sql, type Transaction } from '../../../../platform/database.ts';

export type ExportFormat = 'xlsx' | 'csv';
const Id = z.strictObject({ id: z.uuid() });
const LongExport = z.strictObject({
  id: z.uuid(),
  staffMemberId: z.uuid(),
  format: z.enum(['xlsx', 'csv']),
  /** The filters, as the query of the list's address. */
  query: z.string(),
  language: z.enum(LANGUAGES),
  status: z.enum(['waiting', 'ready', 'failed']),
  /** Null until the rows are counted. */
  rowsExpected: z.number().int().nullable(),
  rowsWritten: z.number().int(),
  begunAt: z.date(),
  endedAt: z.date().nullable(),
});
/** A list that is made into a file in the background, and kept for a day. Its file has its id. */
export type LongExport = z.infer<typeof LongExport>;

/**
 * A condition: the person who asked is still an agent, and works for each department whose submissions are in the file.
 */
const isStillTheirs = sql`exists (
  select from staff_members where staff_members.id = staff_member_id and status = 'active' and 'agent' = any(roles))
  and departments <@ array(select department from staff_departments others
    where others.staff_member_id = submission_exports.staff_member_id)`;
const columns = sql`id, staff_member_id as "staffMemberId", format, query, language, status,
  rows_expected as "rowsExpected", rows_written as "rowsWritten", begun_at as "begunAt", ended_at as "endedAt"`;

/**
 * Returns null for an export of somebody else, an expired one, and one of a department that the agent no longer works
 * for.
 */
export function findOwnExport(db: Db, { id, agentId }: { id: string; agentId: string }): Promise<LongExport | null> {
  return db.maybe(
    LongExport,
    sql`
    select ${columns} from submission_exports where id = ${id} and staff_member_id = ${agentId} and ${isStillTheirs}
      and coalesce(ended_at, begun_at) > now() - interval '1 day'`,
  );
}

/**
 * Returns the export that a job makes, whoever asked for it. Returns null once it is deleted, or may no longer be
 * handed out.
 */
export function findExportToMake(db: Db, id: string): Promise<LongExport | null> {
  return db.maybe(
    LongExport,
    sql`select ${columns} from submission_exports where id = ${id} and status <> 'ready' and ${isStillTheirs}`,
  );
}

type NewExport = { agentId: string; format: ExportFormat; query: string; language: Language };

const Begun = Id.extend({ isNew: z.boolean() });

/**
 * Inserts an export of the departments that the agent works for now. When the same list is already being exported, that
 * export, which has its job already, is returned instead.
 */
export async function insertExport(
  tx: Transaction,
  { agentId, format, query, language }: NewExport,
): Promise<z.infer<typeof Begun>> {
  return tx.one(
    Begun,
    sql`
    insert into submission_exports (staff_member_id, format, query, language, departments)
    select ${agentId}, ${format}, ${query}, ${language},
      array(select department from staff_departments where staff_member_id = ${agentId} order by 1)
    on conflict (staff_member_id, format, language, query) where status = 'waiting'
      do update set departments = submission_exports.departments
    returning id, xmax = 0 as "isNew"`,
  );
}

/** Locks the account whose exports are counted, so that of several at once none goes beyond the bound. */
export async function lockExportsOf(tx: Transaction, agentId: string): Promise<void> {
  await tx.maybe(Id, sql`select id from staff_members where id = ${agentId} for no key update`);
}

/** Counts the exports that an agent has under way now. */
export async function countExportsUnderWay(db: Db, agentId: string): Promise<number> {
  const { count } = await db.one(
    z.strictObject({ count: z.number().int() }),
    sql`
    select count(*)::integer as count from submission_exports where staff_member_id = ${agentId} and status = 'waiting'`,
  );
  return count;
}

type Progress = { id: string; rowsExpected: number; rowsWritten: number };

export async function updateExportProgress(
  tx: Transaction,
  { id, rowsExpected, rowsWritten }: Progress,
): Promise<void> {
  await tx.run(sql`
    update submission_exports set rows_expected = ${rowsExpected}, rows_written = ${rowsWritten}
    where id = ${id} and status = 'waiting'`);
}

/**
 * Marks a failed export as under way again. Returns false, and changes nothing, when the same list was asked for
 * meanwhile, as one export of a list is enough.
 */
export async function updateExportUnderWay(tx: Transaction, id: string): Promise<boolean> {
  await tx.maybe(
    Id,
    sql`
    select staff_members.id from staff_members join submission_exports on staff_member_id = staff_members.id
    where submission_exports.id = ${id} for no key update of staff_members`,
  );
  const changed = await tx.run(sql`
    update submission_exports set status = 'waiting', ended_at = null
    where id = ${id} and not exists (select from submission_exports others
      where others.id <> submission_exports.id and others.status = 'waiting'
        and others.staff_member_id = submission_exports.staff_member_id and others.format = submission_exports.format
        and others.language = submission_exports.language and others.query = submission_exports.query)`);
  return changed === 1;
}

/** Returns false, and changes nothing, when the person who asked may no longer have the file. */
export async function updateExportReady(tx: Transaction, { id, rows }: { id: string; rows: number }): Promise<boolean> {
  const changed = await tx.run(sql`
    update submission_exports set status = 'ready', ended_at = now(), rows_written = ${rows}
    where id = ${id} and ${isStillTheirs}`);
  return changed === 1;
}

/** Returns false for an export that is ready, which stays ready. */
export async function updateExportFailed(tx: Transaction, id: string): Promise<boolean> {
  const changed = await tx.run(sql`
    update submission_exports set status = 'failed', ended_at = now() where id = ${id} and status <> 'ready'`);
  return changed === 1;
}

/** Returns the exports older than a day. */
export function listOldExports(db: Db, limit: number): Promise<{ id: string }[]> {
  return db.many(
    Id,
    sql`
    select id from submission_exports where coalesce(ended_at, begun_at) < now() - interval '1 day'
    order by coalesce(ended_at, begun_at) limit ${limit}`,
  );
}

export async function deleteExport(tx: Transaction, id: string): Promise<void> {
  await tx.run(sql`delete from submission_exports where id = ${id}`);
}
