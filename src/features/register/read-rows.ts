import { type CsvFault, type CsvRow, readCsv } from '../../platform/files/csv.ts';
import type { Progress } from '../../platform/files/progress.ts';
import { ExtractError, type ExtractFile } from './extract-files.ts';

export type Values = readonly (string | null)[];
/** « not used »: well formed, but of establishments, branches or categories of codes that the portal does without. */
export type Converted = { values: Values } | { fault: string } | 'not used';
export type Layout = { columns: readonly string[]; convert(fields: readonly string[]): Converted };
export type FileReport = {
  file: string;
  rows: number;
  kept: number;
  notUsed: number;
  malformed: number;
  firstMalformed: CsvFault[];
};

const REPORTED = 5;
const EVERY = 1_000;
const TOLERATED = 20;

type Reading = { file: ExtractFile; layout: Layout; progress: Progress };

/** Begins empty; complete once the rows have been read. */
export function newFileReport(file: string): FileReport {
  return { file, rows: 0, kept: 0, notUsed: 0, malformed: 0, firstMalformed: [] };
}

/**
 * The rows of a file as they are asked for, reduced to the columns of its layout. Malformed ones are counted in the report;
 * throws ExtractError at the end when more than one in a hundred is, and at once when a column is missing or the file damaged.
 */
export async function* readRows({ file, layout, progress }: Reading, report: FileReport): AsyncGenerator<Values> {
  const step = progress.step(file.name, file.size);
  let pick: Pick | null = null;
  for await (const { line, bytes, fields } of wellFormedRows(file, report)) {
    if (pick === null) {
      pick = columnPicker(file.name, layout.columns, fields);
      continue;
    }
    const values = take(layout.convert(pick(fields)), line, report);
    if (report.rows % EVERY === 0) step.advance({ done: bytes, rows: report.rows });
    if (values !== null) yield values;
  }
  if (pick === null) throw new ExtractError(`${file.name} is empty: it should begin with the names of its columns`);
  step.advance({ done: file.size, rows: report.rows });
  step.end();
  refuseMostlyMalformed(report);
}

async function* wellFormedRows(file: ExtractFile, report: FileReport): AsyncGenerator<CsvRow> {
  try {
    yield* readCsv(await file.open(), (fault) => noteMalformed(report, fault));
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new ExtractError(`${file.name} cannot be read to its end: ${reason}. Download the extract again`, { cause });
  }
}

type Pick = (fields: readonly string[]) => readonly string[];

function columnPicker(file: string, columns: readonly string[], header: readonly string[]): Pick {
  const places = columns.map((column) => header.indexOf(column));
  const missing = columns.filter((_, index) => places[index] === -1);
  if (missing.length > 0) {
    const found = header.join(', ').slice(0, 300);
    throw new ExtractError(`${file} has no column ${missing.join(', ')}: its first line is « ${found} »`);
  }
  return (fields) => places.map((place) => (fields[place] ?? '').trim());
}

function take(converted: Converted, line: number, report: FileReport): Values | null {
  if (converted === 'not used') {
    report.rows += 1;
    report.notUsed += 1;
    return null;
  }
  const reason = 'fault' in converted ? converted.fault : unstorable(converted.values);
  if (reason !== null) noteMalformed(report, { line, reason });
  else {
    report.rows += 1;
    report.kept += 1;
  }
  return reason === null && 'values' in converted ? converted.values : null;
}

function unstorable(values: Values): string | null {
  const wrong = values.find((value) => value?.includes('\u0000') || value?.includes('\ufffd'));
  return wrong === undefined ? null : 'holds bytes that are not UTF-8 text';
}

function noteMalformed(report: FileReport, fault: CsvFault): void {
  report.rows += 1;
  report.malformed += 1;
  if (report.firstMalformed.length < REPORTED) report.firstMalformed.push(fault);
}

/** A few faults are the register's own; many mean that the file is not what its name says, and would empty the register. */
function refuseMostlyMalformed({ file, rows, malformed, firstMalformed }: FileReport): void {
  if (malformed <= TOLERATED + rows / 100) return;
  const first = firstMalformed.map(({ line, reason }) => `\n  line ${line}: ${reason}`).join('');
  throw new ExtractError(`${file} has ${malformed} malformed rows of ${rows}; the first ones:${first}`);
}
