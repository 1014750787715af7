import { once } from 'node:events';

/** A spreadsheet would read a text that begins with one of these signs, or its full-width form, as a formula. */
const FORMULA = /^[=+\-@\t\r＝＋－＠]/u;
/** Excel reads a file as UTF-8 only when it begins with this mark. */
const BYTE_ORDER_MARK = '\ufeff';

/** Texts and numbers are kept apart, as a number may begin with a sign and is no formula. */
export type CsvCell = { text: string } | { number: number } | null;

/**
 * Writes rows to a stream as they come, separated by semicolons, as spreadsheets in Belgium read them, with a comma in
 * numbers. A text that a spreadsheet would read as a formula gets an apostrophe before it. Returns early when the reader
 * closes the stream.
 */
export async function writeCsv(
  rows: AsyncIterable<readonly (readonly CsvCell[])[]>,
  to: NodeJS.WritableStream & { closed?: boolean },
): Promise<void> {
  to.write(BYTE_ORDER_MARK);
  for await (const batch of rows) {
    if (to.closed === true) return;
    const drained = to.write(batch.map((row) => `${row.map(csvCell).join(';')}\r\n`).join(''));
    if (!drained) await Promise.race([once(to, 'drain'), once(to, 'close')]);
  }
  to.end();
}

function csvCell(cell: CsvCell): string {
  if (cell === null) return '';
  if ('number' in cell) return String(cell.number).replace('.', ',');
  const text = FORMULA.test(cell.text) ? `'${cell.text}` : cell.text;
  return /[";\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
