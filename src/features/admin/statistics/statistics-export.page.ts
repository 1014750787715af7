import type { Request, Response } from 'express';
import type { App } from '../../../app.ts';
import { localDateOf } from '../../../domain/local-date.ts';
import { type Cell, writeXlsx, XLSX_TYPE } from '../../../platform/files/xlsx.ts';
import { shellOf } from '../../../web/page/locals.ts';
import type { Shell } from '../../../web/page/shell.ts';
import type { Procedures } from '../../procedures/versions/procedures.ts';
import { staffActor } from '../../staff/signed-in-staff.ts';
import { exportFigures } from './export-figures.ts';
import { figureName } from './figure-names.ts';
import { type FiguresAsked, type FiguresLine, type ReadFigures, readFiguresAsked } from './read-figures.ts';

type ExportApp = Pick<App, 'clock' | 'db'> & { procedures: Procedures };
type Column = { heading: string; width: number; cell(line: FiguresLine): Cell };

/** The table of the figures as a spreadsheet: the same lines and numbers, the days as numbers. */
export const statisticsExportPage = (app: ExportApp) => ({
  async get(req: Request, res: Response): Promise<void> {
    const shell = shellOf(res);
    const asked = readFiguresAsked(req.query);
    const figures = await exportFigures(app, { asked, by: staffActor(res) });
    const columns = columnsOf(figures, { asked, procedures: app.procedures, shell });
    res.setHeader('Cache-Control', 'no-store');
    res.attachment(`${shell.t('admin:statistics.file')}-${localDateOf(app.clock.now())}.xlsx`);
    res.type(XLSX_TYPE);
    const cells = figures.lines.map((line) => columns.map((column) => column.cell(line)));
    await writeXlsx({ name: shell.t('admin:statistics.title'), columns, rows: oneBatch(cells) }, res);
  },
});

async function* oneBatch(rows: Cell[][]): AsyncGenerator<Cell[][]> {
  yield rows;
}

type Words = { asked: FiguresAsked; procedures: Procedures; shell: Shell };

function columnsOf({ now }: ReadFigures, { asked: { by }, procedures, shell }: Words): Column[] {
  const { t } = shell;
  const name = ({ value }: FiguresLine) => figureName(by, value, { procedures, shell });
  const open: Column[] = [
    { heading: t('admin:statistics.open'), width: 12, cell: (line) => line.open },
    { heading: t('admin:statistics.overdue'), width: 12, cell: (line) => line.overdue },
  ];
  return [
    { heading: t(`admin:statistics.by.${by}`), width: 44, cell: name },
    { heading: t('admin:statistics.received'), width: 12, cell: (line) => line.received },
    { heading: t('admin:statistics.handled'), width: 12, cell: (line) => line.handled },
    ...(now ? open : []),
    { heading: t('admin:statistics.medianDays'), width: 22, cell: (line) => line.medianDays },
    { heading: t('admin:statistics.mostDays'), width: 22, cell: (line) => line.mostDays },
  ];
}
