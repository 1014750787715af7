import { z } from 'zod';
import type { LocalDate } from '../../../../domain/local-date.ts';
import { type Db, type Sql, sql } from '../../../../platform/database.ts';
import { WAITING } from './handled-filter.ts';

/** The departments whose submissions `handled_submissions` shows to an agent. */
const departmentsOf = (agentId: string): Sql =>
  sql`select department from agent_departments where agent_id = ${agentId}`;

type Reader = { agentId: string; today: LocalDate };
const COUNTED_AT_MOST = 1001;

const Person = z.strictObject({ id: z.uuid(), firstName: z.string(), lastName: z.string() });
const HandledFrame = z.strictObject({
  /** The number of submissions in each view, 1,001 at most. */
  counts: z.strictObject({
    mine: z.number().int(),
    unassigned: z.number().int(),
    'to-take-over': z.number().int(),
    overdue: z.number().int(),
    'waiting-for-citizen': z.number().int(),
    all: z.number().int(),
  }),
  departments: z.array(z.string()),
  /** The active agents of these departments, by name. */
  colleagues: z.array(Person),
  /** The other people who still have open submissions in these departments, by name. */
  former: z.array(Person),
});
export type HandledFrame = z.infer<typeof HandledFrame>;

/** Reads, in one statement, what stands around the list: the counters of its views, and what can be chosen in its filters. */
export function getHandledFrame(db: Db, reader: Reader): Promise<HandledFrame> {
  const departments = departmentsOf(reader.agentId);
  const colleague = sql`'agent' = any (roles) and status = 'active' and exists (select from staff_departments others
    where others.staff_member_id = staff_members.id and others.department = any(array(${departments})))`;
  const former = sql`not (${colleague}) and exists (select from lost_assignments lost where agent_id = ${reader.agentId}
    and lost.assignee_id = staff_members.id and exists (select from submissions where ${LOST}))`;
  const people = (condition: Sql) => sql`(
    select coalesce(json_agg(one), '[]') from (
      select id, first_name as "firstName", last_name as "lastName" from staff_members where ${condition}
      order by last_name, first_name, id) one)`;
  return db.one(
    HandledFrame,
    sql`
    select ${countsOf(reader, departments)} as counts, array(${departments} order by 1) as departments,
      ${people(colleague)} as colleagues, ${people(former)} as former`,
  );
}

/** A condition: the submission is open and is one that a line of `lost_assignments` counts. */
const LOST = sql`submissions.department = lost.department and submissions.assignee_id = lost.assignee_id
  and submissions.assignee_id is not null and submission_is_open(submissions.status)`;

function countsOf({ agentId, today }: Reader, departments: Sql): Sql {
  const atMost = sql`limit ${COUNTED_AT_MOST}`;
  const count = (condition: Sql, each = sql``) => sql`(
    select count(*)::integer from (select from (${departments}) mine ${each} cross join lateral (
      select from submissions where submissions.department = mine.department and ${condition} ${atMost}) one ${atMost}) counted)`;
  const awaitedOn = sql`submission_awaited_on(status, due_on, paused_on)`;
  return sql`
    json_build_object(
      'mine', (select count(*)::integer from (select from submissions where assignee_id = ${agentId}
        and submission_is_open(status) and department = any(array(${departments})) ${atMost}) counted),
      'unassigned', ${count(sql`assignee_id is null and submission_is_open(status)`)},
      'to-take-over', (select count(*)::integer from (
        select from lost_assignments lost cross join lateral (select from submissions where ${LOST} ${atMost}) one
        where agent_id = ${agentId} ${atMost}) counted),
      'overdue', ${count(sql`${awaitedOn} < ${today}::date`)},
      'waiting-for-citizen', ${count(
        sql`submissions.status = each.status`,
        sql`cross join unnest(${WAITING}::text[]) each(status)`,
      )},
      'all', ${count(sql`destroyed_at is null`)})`;
}
