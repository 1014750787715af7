import type { Request, Response } from 'express';
import type { App } from '../../../app.ts';
import { localDateOf } from '../../../domain/local-date.ts';
import { daysAfter } from '../../../domain/working-days.ts';
import type { Db } from '../../../platform/database.ts';
import { type SelectField, selectField } from '../../../web/form/fields.ts';
import { formatNumber } from '../../../web/page/format.ts';
import type { Shell } from '../../../web/page/shell.ts';
import { view } from '../../../web/page/view.ts';
import type { Procedures } from '../../procedures/versions/procedures.ts';
import { staffOf } from '../../staff/signed-in-staff.ts';
import { listStaffDepartments } from '../../staff/staff-departments.repository.ts';
import { mondayOf } from '../../submissions/figures/count-figures.ts';
import { DIMENSIONS, type Dimension, listFigures, listOpenNow } from '../../submissions/figures/figures.repository.ts';
import { type SummedFigures, summedFigures } from '../../submissions/figures/summed-figures.ts';
import { figureName } from './figure-names.ts';
import { openBy } from './open-by.ts';
import { type WeeklyChart, weeklyChart } from './weekly-chart.ts';

const NOTHING = { received: 0, handled: 0, medianDays: null, mostDays: null };
const SPANS = ['4', '12', '26', '52'] as const;

/** A line of figures in words. `open` and `overdue` are null where they are not told apart that way. */
export type FigureRow = {
  name: string;
  received: string;
  handled: string;
  median: string;
  most: string;
  open: string | null;
  overdue: string | null;
};
export type StatisticsPage = {
  title: string;
  /** Of the first column. */
  heading: string;
  by: SelectField;
  weeks: SelectField;
  /** Whether the columns « open » and « overdue » stand there. */
  now: boolean;
  rows: FigureRow[];
  chart: WeeklyChart | null;
};
const statisticsView = view<StatisticsPage>('admin/statistics/statistics');
type StatisticsApp = Pick<App, 'clock' | 'db'> & { procedures: Procedures };

/** Figures of one's departments, and for an administrator of all: counts only, nothing of what was written. */
export const statisticsPage = (app: StatisticsApp) => ({
  async get(req: Request, res: Response): Promise<void> {
    const { shell } = res.locals;
    const { id, roles } = staffOf(res);
    const by = DIMENSIONS.find((known) => known === req.query['by']) ?? 'slug';
    const weeks = SPANS.find((known) => known === req.query['weeks']) ?? '12';
    const departments = roles.includes('administrator') ? null : await listStaffDepartments(app.db, id);
    const until = localDateOf(app.clock.now());
    const from = daysAfter(mondayOf(until), -7 * (Number(weeks) - 1));
    const found = summedFigures(await listFigures(app.db, { from, until, departments }, by));
    const ofWeeks = by === 'week' ? everyWeek(found, { from, until }) : null;
    const open = await openNow(app.db, by, departments);
    const sorted = ofWeeks?.toReversed() ?? withOpen(found, open);
    const words = { procedures: app.procedures, shell };
    statisticsView.render(res, {
      title: shell.t('admin:statistics.title'),
      heading: shell.t(`admin:statistics.by.${by}`),
      ...choices({ by, weeks }, shell),
      now: open !== null,
      rows: sorted.map((one) => row(one, { name: figureName(by, one.value, words), open, shell })),
      chart: ofWeeks === null ? null : weeklyChart(ofWeeks, chartWords(shell)),
    });
  },
});

/** Weeks without a request stand there too, so that the picture does not hide them. */
function everyWeek(found: readonly SummedFigures[], { from, until }: { from: string; until: string }): SummedFigures[] {
  if (found.length === 0) return [];
  const weeks: SummedFigures[] = [];
  for (let week = from; week <= until; week = daysAfter(week, 7)) {
    weeks.push(found.find(({ value }) => value === week) ?? { value: week, ...NOTHING });
  }
  return weeks;
}

function choices({ by, weeks }: { by: Dimension; weeks: string }, { t }: Shell): Pick<StatisticsPage, 'by' | 'weeks'> {
  const form = { values: { by, weeks }, errors: [] };
  const dimensions = DIMENSIONS.map((value) => ({ value, label: t(`admin:statistics.by.${value}`) }));
  const spans = SPANS.map((value) => ({ value, label: t('admin:statistics.weeks', { count: Number(value) }) }));
  return {
    by: selectField('by', form, { label: t('admin:statistics.by'), choices: dimensions }),
    weeks: selectField('weeks', form, { label: t('admin:statistics.period'), choices: spans }),
  };
}

const chartWords = ({ t }: Shell) => ({
  label: t('admin:statistics.chart'),
  receivedText: t('admin:statistics.received'),
  handledText: t('admin:statistics.handled'),
});

type Open = ReturnType<typeof openBy>;

async function openNow(db: Db, by: Dimension, departments: readonly string[] | null): Promise<Open> {
  const counted = by === 'slug' || by === 'department';
  return openBy(by, counted ? await listOpenNow(db, departments) : []);
}

/** What waits and neither came nor was handled in the period stands there too; what waits most comes first. */
function withOpen(summed: readonly SummedFigures[], open: Open): SummedFigures[] {
  const seen = new Set(summed.map(({ value }) => value));
  const others = [...(open?.keys() ?? [])].filter((value) => !seen.has(value));
  return [...summed, ...others.map((value) => ({ value, ...NOTHING }))].toSorted(
    (one, other) => other.received - one.received || other.handled - one.handled,
  );
}

type Row = { name: string; open: Open; shell: Shell };

function row(figures: SummedFigures, { name, open, shell }: Row): FigureRow {
  const { t, language } = shell;
  const number = (value: number) => formatNumber(value, language);
  const days = (value: number | null) => (value === null ? '–' : t('admin:statistics.days', { count: value }));
  const now = open?.get(figures.value) ?? { open: 0, overdue: 0 };
  return {
    name,
    received: number(figures.received),
    handled: number(figures.handled),
    median: days(figures.medianDays),
    most: days(figures.mostDays),
    open: open === null ? null : number(now.open),
    overdue: open === null ? null : number(now.overdue),
  };
}
