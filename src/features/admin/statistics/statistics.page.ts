import type { Request, Response } from 'express';
import type { App } from '../../../app.ts';
import { type SelectField, selectField } from '../../../web/form/fields.ts';
import { formatNumber } from '../../../web/page/format.ts';
import { shellOf } from '../../../web/page/locals.ts';
import type { Shell } from '../../../web/page/shell.ts';
import { view } from '../../../web/page/view.ts';
import { type OwnPath, withQuery } from '../../../web/pipeline/own-path.ts';
import type { Procedures } from '../../procedures/versions/procedures.ts';
import { staffOf } from '../../staff/signed-in-staff.ts';
import { DIMENSIONS } from '../../submissions/figures/figures.repository.ts';
import { figureName } from './figure-names.ts';
import { type FiguresAsked, type FiguresLine, readFigures, readFiguresAsked, SPANS } from './read-figures.ts';
import { type WeeklyChart, weeklyChart } from './weekly-chart.ts';

/** A line of figures in words. `open` and `overdue` are null when they are not counted by this dimension. */
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
  /** The heading of the first column. */
  heading: string;
  by: SelectField;
  weeks: SelectField;
  /** True when the table has the columns « open » and « overdue ». */
  now: boolean;
  rows: FigureRow[];
  chart: WeeklyChart | null;
  /** The address of the same figures as a file. */
  xlsx: OwnPath;
};
const statisticsView = view<StatisticsPage>('admin/statistics/statistics');
type StatisticsApp = Pick<App, 'clock' | 'db'> & { procedures: Procedures };

/** The page of the figures of the reader's departments, or of all for an administrator. They are counts only. */
export const statisticsPage = (app: StatisticsApp) => ({
  async get(req: Request, res: Response): Promise<void> {
    const shell = shellOf(res);
    const asked = readFiguresAsked(req.query);
    const { lines, now, weeks } = await readFigures(app, { ...asked, reader: staffOf(res) });
    const words = { procedures: app.procedures, shell };
    statisticsView.render(res, {
      title: shell.t('admin:statistics.title'),
      heading: shell.t(`admin:statistics.by.${asked.by}`),
      ...choices(asked, shell),
      now,
      rows: lines.map((line) => row(line, { name: figureName(asked.by, line.value, words), now, shell })),
      chart: weeks === null ? null : weeklyChart(weeks, chartWords(shell)),
      xlsx: withQuery(shell.at('/admin/statistics.xlsx'), asked),
    });
  },
});

function choices({ by, weeks }: FiguresAsked, { t }: Shell): Pick<StatisticsPage, 'by' | 'weeks'> {
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

type Row = { name: string; now: boolean; shell: Shell };

function row(figures: FiguresLine, { name, now, shell }: Row): FigureRow {
  const { t, language } = shell;
  const number = (value: number) => formatNumber(value, language);
  const days = (value: number | null) => (value === null ? '–' : t('admin:statistics.days', { count: value }));
  return {
    name,
    received: number(figures.received),
    handled: number(figures.handled),
    median: days(figures.medianDays),
    most: days(figures.mostDays),
    open: now ? number(figures.open) : null,
    overdue: now ? number(figures.overdue) : null,
  };
}
