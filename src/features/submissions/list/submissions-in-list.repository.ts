import { z } from 'zod';
import { EnterpriseNumber } from '../../../domain/numbers/enterprise-number.ts';
import { type Db, type Sql, sql } from '../../../platform/database.ts';
import { limitTo } from '../../../platform/postgres/limit.ts';
import { type PageOfRows, pageSql } from '../../../platform/postgres/pages.ts';
import { type SubmissionFilter, SubmissionInList } from './submission-in-list.ts';

const rawColumns = sql`id, reference, enterprise_number, slug, version, first_name, last_name, status, filed_at, changed_at,
  due_on, destroyed_at`;
const columns = sql`id, reference, enterprise_number as "enterpriseNumber", slug, version, first_name as "firstName",
  last_name as "lastName", status, filed_at as "filedAt", changed_at as "changedAt",
  to_char(due_on, 'YYYY-MM-DD') as "dueOn", destroyed_at is not null as destroyed`;

type Reader = { citizenId: string; profile: SubmissionFilter['profile'] };

/**
 * Selects what `filed_submissions` shows to a citizen, written so that each profile gives no more rows than the list
 * needs, from an index in its order. `part` is a condition with its order and its limit.
 */
function readable({ citizenId, profile }: Reader, part: Sql): Sql {
  const own = sql`(
    select ${rawColumns} from submissions where citizen_id = ${citizenId} and enterprise_number is null and ${part})`;
  const chosen = profile === null ? sql`true` : sql`memberships.enterprise_number = ${profile}`;
  const ofOrganisations = sql`
    select of_one.* from active_memberships memberships cross join lateral (
      select ${rawColumns} from submissions where enterprise_number = memberships.enterprise_number and ${part}) of_one
    where memberships.citizen_id = ${citizenId} and ${chosen}`;
  if (profile === 'citizen') return own;
  return profile === null ? sql`${own} union all ${ofOrganisations}` : ofOrganisations;
}

export type ListAsked = PageOfRows & { citizenId: string; filter: SubmissionFilter };

function listed({ citizenId, filter, ...page }: ListAsked): Sql {
  const { profile, statuses, slugs, reference } = filter;
  const { beyond, order } = pageSql(page, {
    by: ['filed_at', 'id'],
    newestFirst: true,
    row: (id) => sql`select filed_at, id from filed_submissions where id = ${id} and reader_id = ${citizenId}`,
  });
  const wanted = [
    beyond,
    ...(statuses === null ? [] : [sql`status = any(${statuses})`]),
    ...(slugs === null ? [] : [sql`slug = any(${slugs})`]),
    ...(reference === null ? [] : [sql`reference = ${reference}`]),
  ].reduce((all, one) => sql`${all} and ${one}`);
  const rows = readable({ citizenId, profile }, sql`${wanted} order by ${order}`);
  return sql`select ${columns} from (${rows}) found order by ${order}`;
}

/**
 * Returns one page of the submissions that the filter lets through, over all profiles unless it names one, the newest
 * first.
 */
export function listSubmissions(db: Db, asked: ListAsked): Promise<SubmissionInList[]> {
  return db.many(SubmissionInList, listed(asked));
}

const WAITING_AT_MOST = 10;

/**
 * Selects what a citizen has to pay or to complete, the longest waiting first. Two partial indexes hold these statuses.
 */
function waiting(citizenId: string): Sql {
  const order = sql`order by changed_at, id ${limitTo(WAITING_AT_MOST)}`;
  const rows = readable({ citizenId, profile: null }, sql`status in ('to-complete', 'awaiting-payment') ${order}`);
  return sql`select ${columns} from (${rows}) found ${order}`;
}

const CLAIMABLE_AT_MOST = 10;
const claimable = (citizenId: string): Sql => sql`
  select from claimable_submissions where claimer_id = ${citizenId} ${limitTo(CLAIMABLE_AT_MOST)}`;

const DRAFTS_AT_MOST = 50;

const drafts = (citizenId: string): Sql => sql`
  select id, enterprise_number as "enterpriseNumber", slug, version, saved_at as "savedAt" from drafts
  where citizen_id = ${citizenId} and (enterprise_number is null or exists (
    select from active_memberships memberships
    where memberships.enterprise_number = drafts.enterprise_number and memberships.citizen_id = ${citizenId}))
  order by saved_at desc, id ${limitTo(DRAFTS_AT_MOST)}`;

const BegunInList = z.strictObject({
  id: z.uuid(),
  enterpriseNumber: EnterpriseNumber.nullable(),
  slug: z.string(),
  version: z.number().int(),
  savedAt: z.coerce.date(),
});
export type BegunInList = z.infer<typeof BegunInList>;

const SubmissionsOverview = z.strictObject({
  /** Drafts, the last changed first. */
  drafts: z.array(BegunInList),
  /** Requests that wait for the citizen, the longest waiting first, ten at most, whatever the filter. */
  waiting: z.array(SubmissionInList),
  submissions: z.array(SubmissionInList),
  /** The number of requests that guests filed with the confirmed address of the citizen, ten at most. */
  claimable: z.number().int(),
});
export type SubmissionsOverview = z.infer<typeof SubmissionsOverview>;

/** Reads, in one statement for Mon espace, what a citizen has begun, what waits for them, and one page of all that was filed. */
export function getSubmissionsOverview(db: Db, asked: ListAsked): Promise<SubmissionsOverview> {
  return db.one(
    SubmissionsOverview,
    sql`
    select (select coalesce(json_agg(one), '[]') from (${drafts(asked.citizenId)}) one) as drafts,
      (select coalesce(json_agg(one), '[]') from (${waiting(asked.citizenId)}) one) as waiting,
      (select coalesce(json_agg(one), '[]') from (${listed(asked)}) one) as submissions,
      (select count(*)::integer from (${claimable(asked.citizenId)}) one) as claimable`,
  );
}
