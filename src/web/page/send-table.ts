import type { Response } from 'express';
import { type CsvCell, writeCsv } from '../../platform/files/csv-writer.ts';
import { type Cell, writeXlsx } from '../../platform/files/xlsx.ts';

export type TableColumn<Row> = { heading: string; width: number; cell(row: Row): Cell };
export type SentTable<Row> = {
  columns: readonly TableColumn<Row>[];
  rows: AsyncIterable<readonly Row[]>;
  name: string;
};
export type TableFormat = 'xlsx' | 'csv';

/** Sends rows as a file that is made while it is sent. `name` is that of the sheet, `file` that of the file. */
export async function sendTable<Row>(
  res: Response,
  table: SentTable<Row>,
  { as, file }: { as: TableFormat; file: string },
): Promise<void> {
  res.setHeader('Cache-Control', 'no-store');
  res.attachment(`${file}.${as}`);
  if (as === 'csv') {
    res.type('text/csv; charset=utf-8');
    return writeCsv(csvRows(table), res);
  }
  res.type('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet');
  await writeXlsx({ name: table.name, columns: table.columns, rows: cells(table) }, res);
}

async function* cells<Row>({ columns, rows }: SentTable<Row>): AsyncGenerator<Cell[][]> {
  for await (const batch of rows) yield batch.map((row) => columns.map((column) => column.cell(row)));
}

async function* csvRows<Row>(table: SentTable<Row>): AsyncGenerator<CsvCell[][]> {
  yield [table.columns.map(({ heading }) => ({ text: heading }))];
  for await (const batch of cells(table)) yield batch.map((row) => row.map(csvCell));
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
