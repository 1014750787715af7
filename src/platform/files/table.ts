import { Turns } from '../turns.ts';
import { type CsvCell, writeCsv } from './csv-writer.ts';
import { type Cell, writeXlsx } from './xlsx.ts';

export type TableColumn<Row> = { heading: string; width: number; cell(row: Row): Cell };
/** `name` is that of the sheet. The rows come in batches, so that only one is in memory. */
export type Table<Row> = {
  name: string;
  columns: readonly TableColumn<Row>[];
  rows: AsyncIterable<readonly Row[]>;
  /** The last line of a CSV whose rows could not all be read. */
  cut: string;
};
export type TableFormat = 'xlsx' | 'csv';

/**
 * Writes rows to a stream as they come. Rejects when one cannot be read: a workbook then opens nowhere, and the last line of
 * a CSV says that it was cut.
 */
export async function writeTable<Row>(table: Table<Row>, as: TableFormat, to: NodeJS.WritableStream): Promise<void> {
  if (as === 'csv') return writeCsv(csvRows(table), to);
  await writeXlsx({ name: table.name, columns: table.columns, rows: cells(table) }, to);
}

/** Yields each batch in parts, so that whatever writes them also lets pages be served. */
async function* cells<Row>({ columns, rows }: Table<Row>): AsyncGenerator<Cell[][]> {
  const turns = new Turns();
  for await (const batch of rows) {
    let part: Cell[][] = [];
    for (const row of batch) {
      part.push(columns.map((column) => column.cell(row)));
      if (!turns.isOver) continue;
      yield part;
      part = [];
      await turns.pass();
    }
    if (part.length > 0) yield part;
  }
}

async function* csvRows<Row>(table: Table<Row>): AsyncGenerator<CsvCell[][]> {
  yield [table.columns.map(({ heading }) => ({ text: heading }))];
  try {
    for await (const batch of cells(table)) yield batch.map((row) => row.map(csvCell));
  } catch (error) {
    yield [[{ text: table.cut }]];
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
