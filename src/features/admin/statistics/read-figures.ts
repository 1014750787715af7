import type { App } from '../../../app.ts';
import { localDateOf } from '../../../domain/local-date.ts';
import { daysAfter } from '../../../domain/working-days.ts';
import type { Db } from '../../../platform/database.ts';
import { listStaffDepartments } from '../../staff/staff-departments.repository.ts';
import type { StaffMember } from '../../staff/staff-member.ts';
import { mondayOf } from '../../submissions/figures/count-figures.ts';
import { DIMENSIONS, type Dimension, listFigures, listOpenNow } from '../../submissions/figures/figures.repository.ts';
import { type SummedFigures, summedFigures } from '../../submissions/figures/summed-figures.ts';
import { openBy } from './open-by.ts';

const NOTHING = { received: 0, handled: 0, medianDays: null, mostDays: null };
export const SPANS = ['4', '12', '26', '52'] as const;

/** The figures that the query of an address asks for. */
export type FiguresAsked = { by: Dimension; weeks: (typeof SPANS)[number] };

/** Reads the query of an address. An unknown value becomes the first choice. */
export function readFiguresAsked(query: Readonly<Record<string, unknown>>): FiguresAsked {
  return {
    by: DIMENSIONS.find((known) => known === query['by']) ?? 'slug',
    weeks: SPANS.find((known) => known === query['weeks']) ?? '12',
  };
}

export type FiguresLine = SummedFigures & { open: number; overdue: number };
export type ReadFigures = {
  /** The lines, in the order of the table. */
  lines: FiguresLine[];
  /** True when « open » and « overdue » are counted by this dimension. */
  now: boolean;
  /** The weeks, the oldest first; null when the lines are not weeks. */
  weeks: SummedFigures[] | null;
};
type Asking = FiguresAsked & { reader: Pick<StaffMember, 'id' | 'roles'> };

/** Reads the figures of the reader's departments, or of all for an administrator. */
export async function readFigures(
  { db, clock }: Pick<App, 'clock'> & { db: Db },
  { by, weeks, reader }: Asking,
): Promise<ReadFigures> {
  const departments = reader.roles.includes('administrator') ? null : await listStaffDepartments(db, reader.id);
  const until = localDateOf(clock.now());
  const from = daysAfter(mondayOf(until), -7 * (Number(weeks) - 1));
  const found = summedFigures(await listFigures(db, { from, until, departments }, by));
  const ofWeeks = by === 'week' ? everyWeek(found, { from, until }) : null;
  const open = await openNow(db, by, { departments, today: until });
  const sorted = ofWeeks?.toReversed() ?? withOpen(found, open);
  const lines = sorted.map((one) => ({ ...one, ...(open?.get(one.value) ?? { open: 0, overdue: 0 }) }));
  return { lines, now: open !== null, weeks: ofWeeks };
}

/** Adds the weeks without a request, so that the chart does not hide them. */
function everyWeek(found: readonly SummedFigures[], { from, until }: { from: string; until: string }): SummedFigures[] {
  if (found.length === 0) return [];
  const weeks: SummedFigures[] = [];
  for (let week = from; week <= until; week = daysAfter(week, 7)) {
    weeks.push(found.find(({ value }) => value === week) ?? { value: week, ...NOTHING });
  }
  return weeks;
}

type Open = ReturnType<typeof openBy>;

async function openNow(db: Db, by: Dimension, asked: Parameters<typeof listOpenNow>[1]): Promise<Open> {
  const counted = by === 'slug' || by === 'department';
  return openBy(by, counted ? await listOpenNow(db, asked) : []);
}

/**
 * Adds the lines that have open requests only. Sorts by the number received, then by the number handled, the largest
 * first.
 */
function withOpen(summed: readonly SummedFigures[], open: Open): SummedFigures[] {
  const seen = new Set(summed.map(({ value }) => value));
  const others = [...(open?.keys() ?? [])].filter((value) => !seen.has(value));
  return [...summed, ...others.map((value) => ({ value, ...NOTHING }))].toSorted(
    (one, other) => other.received - one.received || other.handled - one.handled,
  );
}
