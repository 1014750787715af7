import { z } from 'zod';
import type { LocalDate } from '../../../../domain/local-date.ts';
import { type Db, type Sql, sql } from '../../../../platform/database.ts';

/** The departments whose submissions `handled_submissions` shows to an agent. */
const departmentsOf = (agentId: string): Sql => sql`
  select staff_departments.department from staff_departments
  join staff_members on staff_members.id = staff_member_id and 'agent' = any (roles) and staff_members.status = 'active'
  where staff_member_id = ${agentId}`;

type Reader = { agentId: string; today: LocalDate };
const WAITING = ['to-complete', 'awaiting-payment'] as const;
const COUNTED_AT_MOST = 1001;

const HandledFrame = z.strictObject({
  /** How many submissions each view holds, 1,001 at most. */
  counts: z.strictObject({
    mine: z.number().int(),
    unassigned: z.number().int(),
    overdue: z.number().int(),
    'waiting-for-citizen': z.number().int(),
    all: z.number().int(),
  }),
  departments: z.array(z.string()),
  /** The active agents of these departments, by name. */
  colleagues: z.array(z.strictObject({ id: z.uuid(), firstName: z.string(), lastName: z.string() })),
});
export type HandledFrame = z.infer<typeof HandledFrame>;

/** Reads, in one statement, what stands around the list: the counters of its views, and what can be chosen in its filters. */
export function getHandledFrame(db: Db, { agentId, today }: Reader): Promise<HandledFrame> {
  const departments = departmentsOf(agentId);
  const atMost = sql`limit ${COUNTED_AT_MOST}`;
  const count = (condition: Sql, each = sql``) => sql`(
    select count(*)::integer from (select from (${departments}) mine ${each} cross join lateral (
      select from submissions where submissions.department = mine.department and ${condition} ${atMost}) one ${atMost}) counted)`;
  const awaitedOn = sql`submission_awaited_on(status, due_on, paused_on)`;
  return db.one(
    HandledFrame,
    sql`
    select json_build_object(
      'mine', (select count(*)::integer from (select from submissions where assignee_id = ${agentId}
        and submission_is_open(status) and department = any(array(${departments})) ${atMost}) counted),
      'unassigned', ${count(sql`assignee_id is null and submission_is_open(status)`)},
      'overdue', ${count(sql`${awaitedOn} < ${today}::date`)},
      'waiting-for-citizen', ${count(
        sql`submissions.status = each.status`,
        sql`cross join unnest(${WAITING}::text[]) each(status)`,
      )},
      'all', ${count(sql`true`)}) as counts,
      array(${departments} order by 1) as departments,
      (select coalesce(json_agg(one), '[]') from (
        select id, first_name as "firstName", last_name as "lastName" from staff_members
        where 'agent' = any (roles) and status = 'active' and exists (select from staff_departments others
          where others.staff_member_id = staff_members.id and others.department = any(array(${departments})))
        order by last_name, first_name, id) one) as colleagues`,
  );
}
