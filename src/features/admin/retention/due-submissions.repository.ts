import { z } from 'zod';
import { type Db, sql } from '../../../platform/database.ts';

export const FATES = ['destroy', 'transfer'] as const;
export type Fate = (typeof FATES)[number];
/** As many references stand on one page of a dry run. */
export const REFERENCES_A_PAGE = 100;
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

const DueGroup = z.strictObject({ slug: z.string(), fate: z.enum(FATES), years: z.number(), due: z.number() });
export type DueGroup = z.infer<typeof DueGroup>;

/** Returns how many submissions are due by démarche, fate and years, as their own version of the form promised. */
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
        limit ${COUNTED_AT_MOST}::integer
      ) capped
    ) found
    where found.due > 0
    group by slug, fate, years
    order by slug, fate, years`,
  );
}

const DueReference = z.strictObject({ reference: z.string(), closedAt: z.date() });
export type DueReference = z.infer<typeof DueReference>;
export type DueAsked = { slug: string; fate: Fate; after: string };

/** Returns the references that are due after that one, in their order, and one more than a page shows where there are. */
export function listDueReferences(db: Db, { slug, fate, after }: DueAsked, now: Date): Promise<DueReference[]> {
  return db.many(
    DueReference,
    sql`
    with promised as (${promised(now)})
    select s.reference, s.closed_at as "closedAt"
    from submissions s join promised using (slug, version)
    where s.slug = ${slug} and promised.fate = ${fate} and s.closed_at <= promised.before and s.reference > ${after}
    order by s.reference
    limit ${REFERENCES_A_PAGE + 1}::integer`,
  );
}
