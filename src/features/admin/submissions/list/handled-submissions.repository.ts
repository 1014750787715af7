import { z } from 'zod';
import { type LocalDate, startOfDay } from '../../../../domain/local-date.ts';
import { daysAfter } from '../../../../domain/working-days.ts';
import { type Db, type Sql, sql } from '../../../../platform/database.ts';
import { type PageOfRows, pageSql } from '../../../../platform/postgres/pages.ts';
import { type HandledFilter, isPerson, statusesOf } from './handled-filter.ts';
import { ExportedSubmission, HandledSubmission, SearchedSubmission } from './handled-submission.ts';
import { searchTerms } from './search-terms.ts';

type Reader = { agentId: string; today: LocalDate };
export type HandledAsked = PageOfRows & Reader & { filter: HandledFilter };
type FoundRows = { matched: Sql; rows: Sql; order: Sql };

const rawColumns = sql`id, reference, slug, version, first_name, last_name, organisation_name, enterprise_number, status,
  filed_at, due_on, paused_on, assignee_id, department, submission_awaited_on(status, due_on, paused_on) as awaited_on`;
const columns = sql`id, reference, slug, version, first_name as "firstName", last_name as "lastName",
  organisation_name as "organisationName", status, filed_at as "filedAt", to_char(due_on, 'YYYY-MM-DD') as "dueOn",
  to_char(paused_on, 'YYYY-MM-DD') as "pausedOn",
  exists (select from waiting_corrections where submission_id = found.id) as "correctionWaits",
  assignee_first_name as "assigneeFirstName", assignee_last_name as "assigneeLastName"`;
const assignees = sql`(
  select id as assignee_id, first_name as assignee_first_name, last_name as assignee_last_name from staff_members) assignees`;

/** The departments whose submissions `handled_submissions` shows to an agent. */
const departmentsOf = (agentId: string): Sql =>
  sql`select department from agent_departments where agent_id = ${agentId}`;
const lostOf = (agent: string): Sql =>
  sql`select department, assignee_id from lost_assignments where agent_id = ${agent}`;

/** Lists one page of the submissions that `handled_submissions` lets an agent read, in the order of the list. */
export function listHandledSubmissions(db: Db, asked: HandledAsked): Promise<HandledSubmission[]> {
  const { matched, rows, order } = foundRows(asked, { sorted: true });
  return db.many(
    HandledSubmission,
    sql`${matched} select ${columns} from (${rows}) found left join ${assignees} using (assignee_id) order by ${order}`,
  );
}

export const MATCHED_AT_MOST = 1_000;

/** Lists them for a search, and counts those that have its words, up to one more than `MATCHED_AT_MOST`. */
export async function listSearchedSubmissions(db: Db, asked: HandledAsked) {
  const { matched, rows, order } = foundRows(asked, { sorted: true });
  const found = await db.many(
    SearchedSubmission,
    sql`
    ${matched} select ${columns}, matched from (select count(*)::integer as matched from matched) counted
    left join (${rows}) found on true left join ${assignees} using (assignee_id) order by ${order}`,
  );
  return {
    matched: found[0]?.matched ?? 0,
    rows: found.flatMap(({ matched: _, ...row }) => (row.id === null ? [] : [row])),
  };
}

/** Lists them with all that an export says of each. Answers come as the row holds them, national numbers sealed. */
export function listExportedSubmissions(db: Db, asked: HandledAsked): Promise<ExportedSubmission[]> {
  const { matched, rows, order } = foundRows(asked, { sorted: true });
  return db.many(
    ExportedSubmission,
    sql`
    ${matched} select id, reference, slug, version, status, filed_at as "filedAt", to_char(due_on, 'YYYY-MM-DD') as "dueOn",
      closed_at as "closedAt", department, language, channel, enterprise_number as "enterpriseNumber", kind, answers,
      assignee_first_name as "assigneeFirstName", assignee_last_name as "assigneeLastName"
    from (${rows}) found left join ${assignees} using (assignee_id)
    left join (select enterprise_number, kind from organisations) organisations using (enterprise_number)
    join (select id, closed_at, language, channel, answers from submissions) submissions using (id) order by ${order}`,
  );
}

/** Counts what the filter finds, `atMost` at most, in no order: to sort a million rows takes longer than a statement may. */
export async function countHandledSubmissions(
  db: Db,
  { atMost, ...asked }: Omit<HandledAsked, 'asked' | 'limit'> & { atMost: number },
): Promise<number> {
  const { matched, rows } = foundRows({ ...asked, asked: null, limit: atMost }, { sorted: false });
  const { count } = await db.one(
    z.strictObject({ count: z.number().int() }),
    sql`${matched} select count(*)::integer as count from (${rows}) found`,
  );
  return count;
}

/**
 * Selects the rows of one page, in order, so that each department gives no more rows than the page needs, from an index
 * in that order. The rows of one colleague or one démarche, or in no order, are read at once.
 */
function foundRows({ agentId, today, filter, ...page }: HandledAsked, { sorted }: { sorted: boolean }): FoundRows {
  const newestFirst = filter.sort === 'newest';
  const key = newestFirst ? sql`filed_at` : sql`submission_awaited_on(status, due_on, paused_on)`;
  const { beyond, order } = pageSql(page, {
    by: [newestFirst ? 'filed_at' : 'awaited_on', 'id'],
    newestFirst,
    row: (id) => sql`select ${key}, id from handled_submissions where id = ${id} and agent_id = ${agentId}`,
  });
  const wanted = [beyond, ...conditionsOf(filter, { agentId, today })].reduce((all, one) => sql`${all} and ${one}`);
  const end = sorted ? sql`order by ${order}` : sql`limit ${page.limit}`;
  const part = sql`${wanted} ${end}`;
  const terms = filter.q === null ? null : searchTerms(filter.q);
  const rows = terms === null ? sourceOf(filter, { agentId, part, end, atOnce: !sorted }) : matchedRows(part);
  const matched = terms === null ? sql`` : matchedSql(terms, departmentsOf(agentId));
  return { matched, rows: sql`${rows} ${end}`, order };
}

/** `part` is a condition followed by `end`, which sorts the rows and limits their number, or only limits it. */
type Source = { agentId: string; part: Sql; end: Sql; atOnce: boolean };
function sourceOf(filter: HandledFilter, { agentId, part, end, atOnce }: Source): Sql {
  const all = sql`(select ${rawColumns} from submissions where destroyed_at is null) submissions`;
  // Reads only the keys that the page may need, from the index of open work, and then the rows of that one page.
  if (filter.view === 'to-take-over') {
    return sql`
    select submissions.* from (
      select of_one.* from (${lostOf(agentId)}) parts cross join lateral (
        select id, filed_at, awaited_on from (select ${rawColumns} from submissions) submissions
        where submissions.department = parts.department and submissions.assignee_id = parts.assignee_id and ${part}) of_one
      ${end}) keys join ${all} using (id)`;
  }
  if (atOnce || filter.view === 'mine' || filter.procedure !== null || isPerson(filter.assignee)) {
    return sql`
    select * from (select * from ${all} where department = any(array(${departmentsOf(agentId)})) and ${part}) of_all`;
  }
  const statuses = statusesOf(filter);
  const each = statuses === null ? sql`` : sql`cross join unnest(${statuses}::text[]) each(status)`;
  const ofEach = statuses === null ? sql`` : sql`and submissions.status = each.status`;
  return sql`
    select of_one.* from (${departmentsOf(agentId)}) parts ${each} cross join lateral (
      select * from ${all} where submissions.department = parts.department ${ofEach} and ${part}) of_one`;
}

const matchedRows = (part: Sql): Sql => sql`
  select * from (
    select submissions.* from matched cross join lateral (
      select ${rawColumns} from submissions where id = submission_id limit 1) submissions
    where ${part}) of_all`;

/** Finds by their words first, and reads each by its key afterwards: all at once could walk the whole table. */
function matchedSql(terms: string, departments: Sql): Sql {
  return sql`
  with matched as materialized (
    select submission_id from submission_words where search_words(words) @@ ${terms}::tsquery and department = any(array(${departments}))
    limit ${MATCHED_AT_MOST + 1})`;
}

function conditionsOf(filter: HandledFilter, { agentId, today }: Reader): Sql[] {
  return [
    ...viewConditions(filter, agentId),
    ...(filter.q !== null && searchTerms(filter.q) === null ? [sql`false`] : []),
    ...given(filter.view === 'overdue' || filter.overdue ? today : null, (day) => sql`awaited_on < ${day}::date`),
    ...given(statusesOf(filter), (statuses) => sql`submissions.status = any(${statuses}::text[])`),
    ...given(filter.procedure, (slug) => sql`slug = ${slug}`),
    ...given(filter.department, (department) => sql`submissions.department = ${department}`),
    ...given(filter.assignee, (assignee) => assigneeCondition(assignee, agentId)),
    ...given(filter.kind, kindCondition),
    ...given(filter.from, (day) => sql`filed_at >= ${startOfDay(day)}::timestamptz`),
    ...given(filter.to, (day) => sql`filed_at < ${startOfDay(daysAfter(day, 1))}::timestamptz`),
  ];
}

const given = <Value>(value: Value | null, condition: (value: Value) => Sql): Sql[] =>
  value === null ? [] : [condition(value)];

/** My submissions and nobody's are the open ones, unless a status is asked for. Only open ones are taken over. */
function viewConditions({ view, status, q }: HandledFilter, agentId: string): Sql[] {
  const open = sql`submission_is_open(submissions.status)`;
  // Without a search the rows come from lost work already; to ask again of each would cost more than to find them.
  if (view === 'to-take-over')
    return q === null ? [open] : [open, sql`(department, assignee_id) in (${lostOf(agentId)})`];
  if (view !== 'mine' && view !== 'unassigned') return [];
  const whose = view === 'mine' ? sql`assignee_id = ${agentId}` : sql`assignee_id is null`;
  return status === null ? [whose, open] : [whose];
}

const assigneeCondition = (assignee: string, agentId: string): Sql =>
  assignee === 'none' ? sql`assignee_id is null` : sql`assignee_id = ${assignee === 'me' ? agentId : assignee}::uuid`;

function kindCondition(kind: NonNullable<HandledFilter['kind']>): Sql {
  if (kind === 'citizen') return sql`enterprise_number is null`;
  return sql`exists (
    select from organisations where organisations.enterprise_number = submissions.enterprise_number and kind = ${kind})`;
}
