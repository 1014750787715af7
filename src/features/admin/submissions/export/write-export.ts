import type { LocalDate } from '../../../../domain/local-date.ts';
import { type CsvCell, writeCsv } from '../../../../platform/files/csv-writer.ts';
import { type Cell, writeXlsx } from '../../../../platform/files/xlsx.ts';
import type { Shell } from '../../../../web/page/shell.ts';
import { isHandled } from '../../../procedures/definition/definition.ts';
import type { HandledFilter } from '../list/handled-filter.ts';
import { type ExportColumn, type ExportedRow, fieldColumns, submissionColumns } from './export-columns.ts';
import { type ExportApp, exportedRows } from './exported-rows.ts';
import type { ExportFormat } from './exports.repository.ts';

export type ExportFile = {
  agentId: string;
  today: LocalDate;
  filter: HandledFilter;
  format: ExportFormat;
  shell: Pick<Shell, 't' | 'language'>;
  /** Is told how many rows were read, after each batch. */
  onRows?: (rows: number) => Promise<void>;
};
type Rows = AsyncGenerator<ExportedRow[]>;

/**
 * Writes a list to a stream as it is read. Rejects when a row cannot be read: a workbook then opens nowhere, and the last
 * line of a CSV says that it was cut.
 */
export async function writeExport(app: ExportApp, file: ExportFile, to: NodeJS.WritableStream): Promise<void> {
  const { agentId, today, filter, format, shell } = file;
  const definition = filter.procedure === null ? null : (app.procedures.current(filter.procedure)?.definition ?? null);
  const form = definition !== null && isHandled(definition) ? definition : null;
  const columns = [...submissionColumns(shell), ...(form === null ? [] : fieldColumns(form, shell))];
  const read = exportedRows(app, { agentId, today, filter }, { withAnswers: form !== null });
  const rows = file.onRows === undefined ? read : counted(read, file.onRows);
  if (format === 'xlsx')
    await writeXlsx({ name: shell.t('admin:list.title'), columns, rows: cells(columns, rows) }, to);
  else await writeCsv(csvRows(columns, rows, shell.t('admin:export.cut')), to);
}

async function* counted(rows: Rows, onRows: (rows: number) => Promise<void>): Rows {
  let count = 0;
  for await (const batch of rows) {
    yield batch;
    count += batch.length;
    await onRows(count);
  }
}

async function* cells(columns: readonly ExportColumn[], rows: Rows): AsyncGenerator<Cell[][]> {
  for await (const batch of rows) yield batch.map((row) => columns.map((column) => column.cell(row)));
}

async function* csvRows(columns: readonly ExportColumn[], rows: Rows, cut: string): AsyncGenerator<CsvCell[][]> {
  yield [columns.map(({ heading }) => ({ text: heading }))];
  try {
    for await (const batch of cells(columns, rows)) yield batch.map((row) => row.map(csvCell));
  } catch (error) {
    yield [[{ text: cut }]];
    throw error;
  }
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
