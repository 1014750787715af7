import { z } from 'zod';
import { type Db, sql, type Transaction } from '../../../platform/database.ts';
import { FATES, type Fate } from './fates.ts';

/** The number of references on one page of a dry run. */
export const REFERENCES_A_PAGE = 100;
/** The bound of one run: few enough requests to be read before they are confirmed, and printed afterwards. */
export const REQUESTS_A_RUN = 1_000;
/**
 * A package for the archives takes no further request once its documents reach this many bytes, so that it can still be
 * handed over.
 */
export const BYTES_A_PACKAGE = 2_000_000_000;
/** The count of one version of a procedure stops here, as no page counts a whole table. */
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

/** A condition on a submission `s`: it is not destroyed, and no run under way holds it. */
const notYetProposed = sql`s.destroyed_at is null and not exists (
  select from retention_run_submissions under_way where under_way.submission_id = s.id and under_way.outcome is null)`;

const DueGroup = z.strictObject({ slug: z.string(), fate: z.enum(FATES), years: z.number(), due: z.number() });
export type DueGroup = z.infer<typeof DueGroup>;

/**
 * Returns the number of due submissions by procedure, fate and years, as the version of the form that each was filed
 * with promised. A submission in a run under way is not counted.
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
 * Selects the due submissions of one procedure in all its versions, the longest closed first. Each version gives no
 * more rows than are needed, from its index. `after` is the last reference already read, or empty.
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

/** Returns the due references after `after`: one more than a page shows, when there are more. */
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

/**
 * Counts, up to `atMost`, the submissions that a run proposed now would hold, and returns the first and last moment at
 * which they were closed.
 */
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

/** Returns null for a submission that is open again, is not due as its form promised, or is destroyed. */
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
 * Puts the submissions that are due now into a run, the longest closed first. A transfer stops before its documents
 * exceed the size of one package. Returns how many it put.
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
