import { z } from 'zod';
import { type Db, type Sql, sql, type Transaction } from '../../../../platform/database.ts';

const SavedView = z.strictObject({
  id: z.uuid(),
  name: z.string(),
  /** The filters, as the address of the list says them: « ?status=submitted », or nothing for all. */
  query: z.string(),
  /** The department whose agents see the view too; null for a private one. */
  department: z.string().nullable(),
  mine: z.boolean(),
  ownerFirstName: z.string(),
  ownerLastName: z.string(),
  /** True for its owner, or for anybody of its department once the owner no longer works there. */
  mayChange: z.boolean(),
});
/** A list that somebody kept under a name, as one agent sees it. */
export type SavedView = z.infer<typeof SavedView>;

const SHOWN_AT_MOST = 60;
export const SAVED_AT_MOST = 30;

const worksFor = (person: Sql): Sql => sql`exists (
  select from staff_departments others join staff_members member on member.id = others.staff_member_id
  where member.id = ${person} and member.status = 'active' and 'agent' = any(member.roles)
    and others.department = saved_views.department)`;

/** Selects the views that an agent sees: their own, and those shared with a department they work for now. */
const visibleTo = (agentId: string): Sql => sql`
  select saved_views.id, name, query, department, staff_member_id = ${agentId} as mine,
    first_name as "ownerFirstName", last_name as "ownerLastName",
    staff_member_id = ${agentId} or not ${worksFor(sql`saved_views.staff_member_id`)} as "mayChange"
  from saved_views join staff_members on staff_members.id = staff_member_id
  where (staff_member_id = ${agentId} or ${worksFor(sql`${agentId}::uuid`)})`;

/** Returns the agent's own views first, by name. */
export function listSavedViews(db: Db, agentId: string): Promise<SavedView[]> {
  return db.many(
    SavedView,
    sql`${visibleTo(agentId)} order by staff_member_id <> ${agentId}, lower(name), saved_views.id limit ${SHOWN_AT_MOST}`,
  );
}

type Named = { id: string; agentId: string };

export function findSavedView(db: Db, { id, agentId }: Named): Promise<SavedView | null> {
  return db.maybe(SavedView, sql`${visibleTo(agentId)} and saved_views.id = ${id}`);
}

/** Locks a view so that it is changed by one at a time. Null for one that this agent may not change. */
export async function lockSavedView(tx: Transaction, asked: Named): Promise<SavedView | null> {
  const locked = await tx.maybe(Id, sql`select id from saved_views where id = ${asked.id} for update`);
  const found = locked === null ? null : await findSavedView(tx, asked);
  return found?.mayChange === true ? found : null;
}

const Id = z.strictObject({ id: z.uuid() });
/** `department` is one that the agent works for, or null. */
export type NewView = Pick<SavedView, 'name' | 'query' | 'department'>;

/** Locks the account whose views are counted, so that of several at once none goes beyond the bound. */
export async function lockViewsOf(tx: Transaction, agentId: string): Promise<{ count: number }> {
  await tx.maybe(Id, sql`select id from staff_members where id = ${agentId} for no key update`);
  return tx.one(
    z.strictObject({ count: z.number().int() }),
    sql`select count(*)::integer as count from saved_views where staff_member_id = ${agentId}`,
  );
}

/**
 * Keeps a view and returns its id. Returns null when the agent has another of that name; the same view sent again, as
 * by a button that was pressed twice, gives the same id.
 */
export async function insertSavedView(
  tx: Transaction,
  { agentId, view }: { agentId: string; view: NewView },
): Promise<string | null> {
  const row = await tx.maybe(
    Id,
    sql`
    insert into saved_views (staff_member_id, name, query, department)
    values (${agentId}, ${view.name}, ${view.query}, ${view.department})
    on conflict (staff_member_id, lower(name)) do update set name = excluded.name
      where saved_views.query = excluded.query and saved_views.department is not distinct from excluded.department
    returning id`,
  );
  return row?.id ?? null;
}

/** Makes the view that of the agent who changes it. Returns false when they have another of that name. */
export async function updateSavedView(
  tx: Transaction,
  { id, agentId, name, department }: Named & Pick<SavedView, 'name' | 'department'>,
): Promise<boolean> {
  const changed = await tx.run(sql`
    update saved_views set name = ${name}, department = ${department}, staff_member_id = ${agentId}
    where id = ${id} and not exists (select from saved_views others
      where others.staff_member_id = ${agentId} and lower(others.name) = lower(${name}) and others.id <> ${id})`);
  return changed === 1;
}

export async function deleteSavedView(tx: Transaction, id: string): Promise<void> {
  await tx.run(sql`delete from saved_views where id = ${id}`);
}
