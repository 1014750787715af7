import { z } from 'zod';
import type { LocalDate } from '../../../../domain/local-date.ts';
import { DEPARTMENTS, type Department } from '../../../procedures/definition/departments.ts';
import { SUBMISSION_STATUSES, type SubmissionStatus } from '../../../submissions/submission-status.ts';

/** The ready-made views of the list, the narrowest first. Without a choice, all submissions are shown. */
export const LIST_VIEWS = ['mine', 'unassigned', 'to-take-over', 'overdue', 'waiting-for-citizen', 'all'] as const;
export type ListView = (typeof LIST_VIEWS)[number];
/** The statuses that wait for the citizen. */
export const WAITING = ['to-complete', 'awaiting-payment'] as const;
export const PROFILE_KINDS = ['citizen', 'enterprise', 'association'] as const;
export type ProfileKind = (typeof PROFILE_KINDS)[number];

/** The filter in the address of the list; null means that a field does not restrict. */
export type HandledFilter = {
  view: ListView;
  status: SubmissionStatus | null;
  /** The slug of a démarche. */
  procedure: string | null;
  department: Department | null;
  /** « me », « none » for what nobody has, or the id of a member of the staff. */
  assignee: string | null;
  kind: ProfileKind | null;
  /** The days in Brussels between which it was filed, both included. */
  from: LocalDate | null;
  to: LocalDate | null;
  overdue: boolean;
  /** The searched text, as it was typed. */
  q: string | null;
  /** Late submissions are always sorted by the day they were due. */
  sort: 'newest' | 'due';
};

type Query = Readonly<Record<string, unknown>>;

const LONGEST_SEARCH = 100;
const slug = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/);
const Asked = z.object({
  view: z.enum(LIST_VIEWS).catch('all'),
  status: z.enum(SUBMISSION_STATUSES).nullable().catch(null),
  procedure: slug.max(100).nullable().catch(null),
  department: z.enum(DEPARTMENTS).nullable().catch(null),
  assignee: z
    .union([z.literal(['me', 'none']), z.uuid()])
    .nullable()
    .catch(null),
  kind: z.enum(PROFILE_KINDS).nullable().catch(null),
  from: z.iso.date().nullable().catch(null),
  to: z.iso.date().nullable().catch(null),
  q: z.string().trim().min(1).max(LONGEST_SEARCH).nullable().catch(null),
  overdue: z.literal('1').nullable().catch(null),
  sort: z.enum(['newest', 'due']).catch('newest'),
});

/** Reads the query of an address. What is unknown is left out. */
export function readHandledFilter(query: Query): HandledFilter {
  const { overdue, ...asked } = Asked.parse(query);
  const late = overdue === '1' || asked.view === 'overdue';
  return { ...asked, overdue: overdue === '1', sort: late ? 'due' : asked.sort };
}

/** Returns the query that leads to the list with this filter, « ?view=mine », or nothing for all submissions. */
export function handledQuery(filter: HandledFilter): string {
  const { view, overdue, sort, ...plain } = filter;
  const asked = {
    view: view === 'all' ? '' : view,
    ...plain,
    overdue: overdue ? '1' : '',
    sort: sort === 'newest' || overdue || view === 'overdue' ? '' : sort,
  };
  const given = Object.entries(asked).flatMap(([name, value]) =>
    value === null || value === '' ? [] : [[name, value]],
  );
  const query = new URLSearchParams(given).toString();
  return query === '' ? '' : `?${query}`;
}

/** Returns whether more than the view is asked for, so that fewer submissions may be shown than the view counts. */
export function isNarrowed(filter: HandledFilter): boolean {
  return handledQuery({ ...filter, view: 'all', sort: 'newest' }) !== '';
}

/** Returns true when the filter names a colleague or the reader. */
export const isPerson = (assignee: string | null): boolean => assignee !== null && assignee !== 'none';

/** Returns the statuses to read, each from the index in its order, or null for all. */
export function statusesOf({ view, status }: HandledFilter): readonly string[] | null {
  if (view === 'waiting-for-citizen') return WAITING.filter((one) => status === null || one === status);
  return status === null ? null : [status];
}
