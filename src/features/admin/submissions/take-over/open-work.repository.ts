import { z } from 'zod';
import { type Db, type Sql, sql } from '../../../../platform/database.ts';

const Colleague = z.strictObject({ id: z.uuid(), firstName: z.string(), lastName: z.string() });
export type Colleague = z.infer<typeof Colleague>;

/**
 * Finds somebody who works in a department of the agent, or left open work there, whatever has become of the account.
 * Returns null for all others, whose names are none of the agent's business.
 */
export function findColleague(db: Db, { id, agentId }: { id: string; agentId: string }): Promise<Colleague | null> {
  const theirs = sql`select from staff_departments where staff_member_id = ${id} and department = mine.department`;
  const left = sql`
    select from submissions
    where submissions.department = mine.department and assignee_id = ${id} and submission_is_open(status)`;
  return db.maybe(
    Colleague,
    sql`
    select id, first_name as "firstName", last_name as "lastName" from staff_members
    where id = ${id} and exists (
      select from (${departmentsOf(agentId)}) mine where exists (${theirs}) or exists (${left}))`,
  );
}

/** `agentId` is the id of the reader, `assigneeId` that of the colleague who has the work. */
type Work = { agentId: string; assigneeId: string };
const OpenWork = z.strictObject({ department: z.string(), count: z.number().int() });
export type OpenWork = z.infer<typeof OpenWork>;

/** Counts, by department, the open submissions of a colleague in the departments of an agent. */
export function listOpenWork(db: Db, { agentId, assigneeId }: Work): Promise<OpenWork[]> {
  return db.many(
    OpenWork,
    sql`
    select department, counted.count from (${departmentsOf(agentId)}) mine cross join lateral (
      select count(*)::integer as count from submissions
      where submissions.department = mine.department and assignee_id = ${assigneeId} and submission_is_open(status)) counted
    where counted.count > 0 order by department`,
  );
}

/** Lists the active agents who may open some of these departments, by name. */
export function listTakers(db: Db, departments: readonly string[]): Promise<Colleague[]> {
  return db.many(
    Colleague,
    sql`
    select id, first_name as "firstName", last_name as "lastName" from staff_members
    where 'agent' = any (roles) and status = 'active' and exists (select from staff_departments
      where staff_member_id = staff_members.id and department = any(${departments}::text[]))
    order by last_name, first_name, id`,
  );
}

const Reference = z.strictObject({ reference: z.string() });

/**
 * Lists the references of the submissions that both the agent and the taker may open, the one that waits longest first.
 */
export async function listReferencesToTake(
  db: Db,
  { agentId, assigneeId, to, limit }: Work & { to: string; limit: number },
): Promise<string[]> {
  const rows = await db.many(
    Reference,
    sql`
    select reference from submissions where assignee_id = ${assigneeId} and submission_is_open(status)
      and department = any(array(${departmentsOf(agentId)})) and department = any(array(${departmentsOf(to)}))
    order by filed_at, id limit ${limit}`,
  );
  return rows.map(({ reference }) => reference);
}

/** The departments whose submissions `handled_submissions` shows to an agent. */
const departmentsOf = (agentId: string): Sql =>
  sql`select department from agent_departments where agent_id = ${agentId}`;
