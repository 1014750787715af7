import { z } from 'zod';
import { type Db, sql, type Transaction } from '../../../platform/database.ts';
import { FATES, type Fate } from './fates.ts';

/** As many references stand on one page of a dry run. */
export const REFERENCES_A_PAGE = 100;
/** So many requests at most are in one run: few enough to be read before they are confirmed, and printed afterwards. */
export const REQUESTS_A_RUN = 1_000;
/** The bytes of documents after which a package for the archives takes no further request: what one can still hand over. */
export const BYTES_A_PACKAGE = 2_000_000_000;
/** What is counted of one version of a démarche stops here, as no page counts a whole table. */
const COUNTED_AT_MOST = 1_001;

/**
 * The versions of the démarches with what their privacy notice promises, and the moment before which a submission must
 * have been closed to be due. A démarche without a form keeps nothing, and has no notice.
 */
const promised = (now: Date) => sql`
  select slug, version, definition #>> '{privacy,fate}' as fate,
    (definition #>> '{privacy,retentionYears}')::integer as years,
    ${now}::timestamptz - make_interval(years => (definition #>> '{privacy,retentionYears}')::integer) as before
  from procedure_versions where definition ? 'privacy'`;

/** Of a submission `s`: it still holds something, and no run is under way about it. */
const notYetProposed = sql`s.destroyed_at is null and not exists (
  select from retention_run_submissions under_way where under_way.submission_id = s.id and under_way.outcome is null)`;

const DueGroup = z.strictObject({ slug: z.string(), fate: z.enum(FATES), years: z.number(), due: z.number() });
export type DueGroup = z.infer<typeof DueGroup>;

/**
 * Returns how many submissions are due by démarche, fate and years, as their own version of the form promised. What waits in
 * a run is no longer counted.
 */
export function listDueGroups(db: Db, now: Date): Promise<DueGroup[]> {
  return db.many(
    DueGroup,
    sql`
    with promised as (${promised(now)})
    select slug, fate, years, sum(found.due)::integer as due
    from promised cross join lateral (
      select count(*) as due from (
        select from submissions s
        where s.slug = promised.slug and s.version = promised.version and s.closed_at <= promised.before
          and ${notYetProposed}
        limit ${COUNTED_AT_MOST}::integer
      ) capped
    ) found
    where found.due > 0
    group by slug, fate, years
    order by slug, fate, years`,
  );
}

type DueAt = { slug: string; fate: Fate; now: Date };

/**
 * What is due of one démarche, of all its versions, the longest closed first: each version gives no more rows than are asked
 * for, from its index. `after` is the last reference that was seen; empty for none.
 */
const dueOf = ({ slug, fate, now }: DueAt, { after = '', limit }: { after?: string; limit: number }) => sql`
  select due.* from (${promised(now)}) promised cross join lateral (
    select s.id, s.reference, s.closed_at from submissions s
    where s.slug = promised.slug and s.version = promised.version and s.closed_at <= promised.before
      and (${after} = '' or (s.closed_at, s.reference) >
        (select closed_at, reference from submissions last where last.reference = ${after}))
      and ${notYetProposed}
    order by s.closed_at, s.reference limit ${limit}::integer
  ) due
  where promised.slug = ${slug} and promised.fate = ${fate}
  order by due.closed_at, due.reference limit ${limit}::integer`;

const DueReference = z.strictObject({ reference: z.string(), closedAt: z.date() });
export type DueReference = z.infer<typeof DueReference>;
export type DueAsked = { slug: string; fate: Fate; after: string };

/** Returns the references that are due after that one, and one more than a page shows where there are. */
export function listDueReferences(db: Db, { slug, fate, after }: DueAsked, now: Date): Promise<DueReference[]> {
  return db.many(
    DueReference,
    sql`
    select reference, closed_at as "closedAt"
    from (${dueOf({ slug, fate, now }, { after, limit: REFERENCES_A_PAGE + 1 })}) due`,
  );
}

const DueCount = z.strictObject({ due: z.number().int(), oldest: z.date().nullable(), newest: z.date().nullable() });
export type DueCount = z.infer<typeof DueCount>;

/** Counts what a run proposed now would hold, `atMost` at most, and between which moments it was closed. */
export function countDueSubmissions(
  db: Db,
  { slug, fate, atMost }: { slug: string; fate: Fate; atMost: number },
  now: Date,
): Promise<DueCount> {
  return db.one(
    DueCount,
    sql`
    select count(*)::integer as due, min(closed_at) as oldest, max(closed_at) as newest
    from (${dueOf({ slug, fate, now }, { limit: atMost })}) due`,
  );
}

type DueOne = { id: string; fate: Fate; now: Date };

/** Locks a submission and tells whether it is still closed, and due as its form promised. */
export async function lockDueSubmission(tx: Transaction, one: DueOne): Promise<boolean> {
  await tx.many(Id, sql`select id from submissions where id = ${one.id} for update`);
  return (await findDueSubmission(tx, one)) !== null;
}

const Id = z.strictObject({ id: z.uuid() });

/** Null for one that is open now, not due as its form promised, or destroyed. */
export function findDueSubmission(db: Db, { id, fate, now }: DueOne): Promise<{ id: string } | null> {
  return db.maybe(
    Id,
    sql`
    with promised as (${promised(now)})
    select s.id from submissions s join promised using (slug, version)
    where s.id = ${id} and promised.fate = ${fate} and s.closed_at <= promised.before and s.destroyed_at is null`,
  );
}

/**
 * Freezes what is due now, the longest closed first. What goes to the archives stops before its documents are more than one
 * package holds. Returns how many.
 */
export function insertRunSubmissions(tx: Transaction, { runId, ...asked }: DueAt & { runId: string }): Promise<number> {
  const most = asked.fate === 'transfer' ? BYTES_A_PACKAGE : null;
  return tx.run(sql`
    insert into retention_run_submissions (run_id, submission_id)
    with due as (${dueOf(asked, { limit: REQUESTS_A_RUN })}), sized as (
      select due.id,
        sum(documents.bytes) over (order by closed_at, reference rows unbounded preceding) - documents.bytes as before
      from due cross join lateral (
        select coalesce(sum(bytes), 0) as bytes from (
          select bytes from attachments where submission_id = due.id
          union all
          select bytes from issued_documents where submission_id = due.id
        ) of_one
      ) documents
    )
    select ${runId}::uuid, id from sized where ${most}::bigint is null or before < ${most}::bigint`);
}
