import { z } from 'zod';
import type { LocalDate } from '../../../domain/local-date.ts';
import { type Db, type Sql, sql, type Transaction } from '../../../platform/database.ts';

/** The ways in which figures can be grouped. */
export const DIMENSIONS = ['slug', 'department', 'week', 'language', 'kind', 'channel'] as const;
export type Dimension = (typeof DIMENSIONS)[number];
const COLUMN: Readonly<Record<Dimension, Sql>> = {
  slug: sql`slug`,
  department: sql`department`,
  week: sql`to_char(week, 'YYYY-MM-DD')`,
  language: sql`language`,
  kind: sql`kind`,
  channel: sql`channel`,
};

const Figure = z.strictObject({
  value: z.string(),
  measure: z.enum(['received', 'handled']),
  /** The days from the filing to the end of a handled request; 0 for a received one. */
  days: z.number().int(),
  number: z.number().int(),
});
/** A number of requests that share one value of a dimension. Handled requests are grouped by their days. */
export type Figure = z.infer<typeof Figure>;

/** `from` and `until` are days, both included. Null means every department. */
export type Period = { from: LocalDate; until: LocalDate; departments: readonly string[] | null };

export function listFigures(db: Db, { from, until, departments }: Period, by: Dimension): Promise<Figure[]> {
  const column = COLUMN[by];
  return db.many(
    Figure,
    sql`
    select ${column} as value, measure, days, sum(number)::int as number from submission_figures
    where week between date_trunc('week', ${from}::date)::date and ${until}::date
      and (${departments === null} or department = any(${departments ?? []}::text[]))
    group by 1, 2, 3 order by 1, 2, 3`,
  );
}

const Handled = z.strictObject({ days: z.number().int(), number: z.number().int() });

/** Returns how many requests of a démarche were handled in the year before today, by their days, the quickest first. */
export function listHandledInDays(db: Db, slug: string, today: LocalDate): Promise<z.infer<typeof Handled>[]> {
  return db.many(
    Handled,
    sql`
    select days, sum(number)::int as number from submission_figures
    where slug = ${slug} and measure = 'handled' and week > ${today}::date - 365
    group by days order by days`,
  );
}

const Open = z.strictObject({ department: z.string(), slug: z.string(), open: z.number(), overdue: z.number() });
/** Counts the requests of a démarche that wait now, and those of them that are past the announced day. */
export type OpenNow = z.infer<typeof Open>;

type OpenAsked = { departments: readonly string[] | null; today: LocalDate };

export function listOpenNow(db: Db, { departments, today }: OpenAsked): Promise<OpenNow[]> {
  return db.many(
    Open,
    sql`
    select department, slug, count(*)::int as open, (count(*) filter (where due_on < ${today}::date))::int as overdue
    from submissions
    where closed_at is null and (${departments === null} or department = any(${departments ?? []}::text[]))
    group by department, slug`,
  );
}

/** Counts one week again; `week` is its Monday, in Brussels. The caller holds the lock of the counting. */
export async function updateFiguresOfWeek(tx: Transaction, week: LocalDate): Promise<void> {
  const begins = sql`(${week}::date::timestamp at time zone 'Europe/Brussels')`;
  const ends = sql`((${week}::date + 7)::timestamp at time zone 'Europe/Brussels')`;
  await tx.run(sql`delete from submission_figures where week = ${week}::date`);
  await tx.run(sql`
    insert into submission_figures (week, department, slug, language, kind, channel, measure, days, number)
    select ${week}::date, department, slug, language, coalesce(kind, 'citizen'), channel, measure, days, count(*)
    from (
      select department, slug, language, enterprise_number, channel, 'received' as measure, 0 as days from submissions
      where filed_at >= ${begins} and filed_at < ${ends}
      union all
      select department, slug, language, enterprise_number, channel, 'handled',
        greatest(0, (closed_at at time zone 'Europe/Brussels')::date - (filed_at at time zone 'Europe/Brussels')::date)
      from submissions
      where closed_at >= ${begins} and closed_at < ${ends} and status <> 'withdrawn'
    ) counted left join organisations using (enterprise_number)
    group by 2, 3, 4, 5, 6, 7, 8`);
}

/** Locks the figures so that one process counts at a time. Returns false while another does. */
export async function lockFigures(tx: Transaction): Promise<boolean> {
  const { locked } = await tx.one(
    z.strictObject({ locked: z.boolean() }),
    sql`select pg_try_advisory_xact_lock(hashtext('submission_figures')) as locked`,
  );
  return locked;
}
