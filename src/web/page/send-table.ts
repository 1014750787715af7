import type { Response } from 'express';
import { type Table, type TableFormat, writeTable } from '../../platform/files/table.ts';
import { XLSX_TYPE } from '../../platform/files/xlsx.ts';

/** Sends rows as a file that is made while it is sent. `file` is its name, without what it ends with. */
export async function sendTable<Row>(
  res: Response,
  table: Table<Row>,
  { as, file }: { as: TableFormat; file: string },
): Promise<void> {
  sendAsTable(res, { as, file });
  await writeTable(table, as, res);
}

/** Says that what follows is such a file, kept nowhere. */
export function sendAsTable(res: Response, { as, file }: { as: TableFormat; file: string }): void {
  res.setHeader('Cache-Control', 'no-store');
  res.attachment(`${file}.${as}`);
  res.type(as === 'xlsx' ? XLSX_TYPE : 'text/csv; charset=utf-8');
}
