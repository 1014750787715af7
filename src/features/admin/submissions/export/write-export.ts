import type { LocalDate } from '../../../../domain/local-date.ts';
import { writeTable } from '../../../../platform/files/table.ts';
import type { Shell } from '../../../../web/page/shell.ts';
import { isHandled } from '../../../procedures/definition/definition.ts';
import type { HandledFilter } from '../list/handled-filter.ts';
import { type ExportedRow, fieldColumns, submissionColumns } from './export-columns.ts';
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

/** Writes a list to a stream as it is read: see `writeTable`. */
export async function writeExport(app: ExportApp, file: ExportFile, to: NodeJS.WritableStream): Promise<void> {
  const { agentId, today, filter, format, shell } = file;
  const definition = filter.procedure === null ? null : (app.procedures.current(filter.procedure)?.definition ?? null);
  const form = definition !== null && isHandled(definition) ? definition : null;
  const columns = [...submissionColumns(shell), ...(form === null ? [] : fieldColumns(form, shell))];
  const read = exportedRows(app, { agentId, today, filter }, { withAnswers: form !== null });
  const rows = file.onRows === undefined ? read : counted(read, file.onRows);
  await writeTable({ name: shell.t('admin:list.title'), columns, rows, cut: shell.t('admin:export.cut') }, format, to);
}

async function* counted(rows: Rows, onRows: (rows: number) => Promise<void>): Rows {
  let count = 0;
  for await (const batch of rows) {
    yield batch;
    count += batch.length;
    await onRows(count);
  }
}
