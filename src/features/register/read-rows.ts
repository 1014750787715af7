import { type CsvFault, type CsvRow, type CsvRows, readCsv } from '../../platform/files/csv.ts';
import type { Progress } from '../../platform/files/progress.ts';
import { ExtractError, type ExtractFile } from './extract-files.ts';

export type Values = readonly (string | null)[];
/**
 * `notUsed` says of what kind a row is that is well formed but that the portal does not need, such as those of
 * establishments, branches and some categories of codes.
 */
export type Converted = { values: Values } | { fault: string } | { notUsed: string };
export type Layout = { columns: readonly string[]; convert(fields: readonly string[]): Converted };
export type FileReport = {
  file: string;
  rows: number;
  kept: number;
  notUsed: number;
  /** How many rows of each kind are not used. */
  kindsNotUsed: Record<string, number>;
  malformed: number;
  firstMalformed: CsvFault[];
};

const REPORTED = 5;
const TOLERATED = 20;

type Reading = { file: ExtractFile; layout: Layout; progress: Progress };

/** Returns an empty report, which is complete once the rows have been read. */
export function newFileReport(file: string): FileReport {
  return { file, rows: 0, kept: 0, notUsed: 0, kindsNotUsed: {}, malformed: 0, firstMalformed: [] };
}

/**
 * Yields the rows of a file, reduced to the columns of its layout, one piece of the file at a time. Malformed rows are
 * counted in the report. Throws ExtractError at once when a column is missing or the file is damaged, and at the end
 * when more than 20 rows and one in a hundred are malformed.
 */
export async function* readRows({ file, layout, progress }: Reading, report: FileReport): AsyncGenerator<Values[]> {
  const step = progress.step(file.name, file.size);
  let convert: Convert | null = null;
  for await (const { bytes, rows } of csvOf(file)) {
    const kept: Values[] = [];
    for (const row of rows) {
      if (convert === null) convert = converterOf(file.name, layout, row);
      else take(convert(row), { line: row.line, report, kept });
    }
    step.advance({ done: bytes, rows: report.rows });
    yield kept;
  }
  if (convert === null) throw new ExtractError(`${file.name} is empty: it should begin with the names of its columns`);
  step.advance({ done: file.size, rows: report.rows });
  step.end();
  refuseMostlyMalformed(report);
}

async function* csvOf(file: ExtractFile): AsyncGenerator<CsvRows> {
  try {
    yield* readCsv(await file.open());
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new ExtractError(`${file.name} cannot be read to its end: ${reason}. Download the extract again`, { cause });
  }
}

type Convert = (row: CsvRow | CsvFault) => Converted;

/** Makes the conversion of rows from the first row, which names the columns. */
function converterOf(file: string, { columns, convert }: Layout, header: CsvRow | CsvFault): Convert {
  const names = 'fields' in header ? header.fields : [];
  const places = columns.map((column) => names.indexOf(column));
  const missing = columns.filter((_, index) => places[index] === -1);
  if (missing.length > 0) {
    const found = names.join(', ').slice(0, 300);
    throw new ExtractError(`${file} has no column ${missing.join(', ')}: its first line is « ${found} »`);
  }
  return (row) =>
    'reason' in row ? { fault: row.reason } : convert(places.map((place) => (row.fields[place] ?? '').trim()));
}

type Taking = { line: number; report: FileReport; kept: Values[] };

function take(converted: Converted, { line, report, kept }: Taking): void {
  report.rows += 1;
  if ('notUsed' in converted) {
    report.notUsed += 1;
    report.kindsNotUsed[converted.notUsed] = (report.kindsNotUsed[converted.notUsed] ?? 0) + 1;
    return;
  }
  const reason = 'fault' in converted ? converted.fault : unstorable(converted.values);
  if (reason !== null) noteMalformed(report, { line, reason });
  else if ('values' in converted) {
    report.kept += 1;
    kept.push(converted.values);
  }
}

function unstorable(values: Values): string | null {
  const wrong = values.find((value) => value?.includes('\u0000') || value?.includes('\ufffd'));
  return wrong === undefined ? null : 'holds characters that cannot be stored';
}

function noteMalformed(report: FileReport, fault: CsvFault): void {
  report.malformed += 1;
  if (report.firstMalformed.length < REPORTED) report.firstMalformed.push(fault);
}

/**
 * The register itself has a few faults. Many mean that the file does not hold what its name says, and importing it
 * would empty the register.
 */
function refuseMostlyMalformed({ file, rows, malformed, firstMalformed }: FileReport): void {
  if (malformed <= TOLERATED + rows / 100) return;
  const first = firstMalformed.map(({ line, reason }) => `\n  line ${line}: ${reason}`).join('');
  throw new ExtractError(`${file} has ${malformed} malformed rows of ${rows}; the first ones:${first}`);
}
