import type { Request, Response } from 'express';
import type { App } from '../../../../app.ts';
import { localDateOf } from '../../../../domain/local-date.ts';
import { type CsvCell, writeCsv } from '../../../../platform/files/csv-writer.ts';
import { type Cell, writeXlsx, XLSX_TYPE } from '../../../../platform/files/xlsx.ts';
import { formatNumber } from '../../../../web/page/format.ts';
import { view } from '../../../../web/page/view.ts';
import { isHandled } from '../../../procedures/definition/definition.ts';
import { staffActor } from '../../../staff/signed-in-staff.ts';
import { readAskedList } from '../list/asked-list.ts';
import { handledQuery } from '../list/handled-filter.ts';
import { beginExport, EXPORTED_AT_MOST } from './begin-export.ts';
import { type ExportColumn, type ExportedRow, fieldColumns, submissionColumns } from './export-columns.ts';
import { type ExportApp, exportedRows } from './exported-rows.ts';

/** Shown in place of a file that would be too long. */
export type ExportPage = { title: string; back: string; text: string };
const exportView = view<ExportPage>('admin/submissions/export/export');

type Sent = { columns: readonly ExportColumn[]; rows: AsyncGenerator<ExportedRow[]>; name: string };

/** Sends the list, with its filters and all its pages, as a file made while it is sent. */
export const exportPage = (app: ExportApp & Pick<App, 'clock'>, as: 'xlsx' | 'csv') => ({
  async get(req: Request, res: Response): Promise<void> {
    const { shell } = res.locals;
    const by = staffActor(res);
    const today = localDateOf(app.clock.now());
    const { filter } = await readAskedList(app.db, { agentId: by.id, query: req.query });
    if (!(await beginExport(app, { by, today, filter }))) return refuse(res, handledQuery(filter));
    const definition =
      filter.procedure === null ? null : (app.procedures.current(filter.procedure)?.definition ?? null);
    const form = definition !== null && isHandled(definition) ? definition : null;
    const columns = [...submissionColumns(shell), ...(form === null ? [] : fieldColumns(form, shell))];
    const rows = exportedRows(app, { agentId: by.id, today, filter }, { withAnswers: form !== null });
    res.setHeader('Cache-Control', 'no-store');
    res.attachment(`${shell.t('admin:export.file')}-${today}.${as}`);
    const sent = { columns, rows, name: shell.t('admin:list.title') };
    await (as === 'xlsx' ? sendXlsx(res, sent) : sendCsv(res, sent));
  },
});

function refuse(res: Response, query: string): void {
  const { t, at, language } = res.locals.shell;
  const max = formatNumber(EXPORTED_AT_MOST, language);
  const page = { title: t('admin:export.tooMany'), text: t('admin:export.tooMany.text', { max }) };
  exportView.render(res, { ...page, back: `${at('/admin/submissions')}${query}` }, 422);
}

async function sendXlsx(res: Response, { columns, rows, name }: Sent): Promise<void> {
  res.type(XLSX_TYPE);
  await writeXlsx({ name, columns, rows: cells(columns, rows) }, res);
}

async function sendCsv(res: Response, { columns, rows }: Sent): Promise<void> {
  res.type('text/csv; charset=utf-8');
  await writeCsv(csvRows(columns, rows), res);
}

async function* cells(columns: Sent['columns'], rows: Sent['rows']): AsyncGenerator<Cell[][]> {
  for await (const batch of rows) yield batch.map((row) => columns.map((column) => column.cell(row)));
}

async function* csvRows(columns: Sent['columns'], rows: Sent['rows']): AsyncGenerator<CsvCell[][]> {
  yield [columns.map(({ heading }) => ({ text: heading }))];
  for await (const batch of cells(columns, rows)) yield batch.map((row) => row.map(csvCell));
}

const inBrussels = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Brussels',
  dateStyle: 'short',
  timeStyle: 'short',
});

/** Days and moments as every spreadsheet reads them: « 2026-11-26 14:05 ». */
function csvCell(cell: Cell): CsvCell {
  if (cell === null) return null;
  if (typeof cell === 'number') return { number: cell };
  if (typeof cell === 'string') return { text: cell };
  return { text: 'day' in cell ? cell.day : inBrussels.format(cell.moment) };
}
