import { pipeline, type Readable } from 'node:stream';
import { parse } from 'csv-parse';

/** `bytes` read so far, this row included. */
export type CsvRow = { line: number; bytes: number; fields: readonly string[] };
export type CsvFault = { line: number; reason: string };

/** A row longer than this is a quote that was never closed. */
const MOST_CHARACTERS = 10_000;
/** The rows after them are lost too: better to stop than to count them as one. */
const FATAL = new Set<unknown>(['CSV_QUOTE_NOT_CLOSED', 'CSV_MAX_RECORD_SIZE']);

/**
 * Rows of a CSV file (comma, double quotes, UTF-8 with or without its mark, any end of line), the first of them included,
 * read as they are asked for. A row that is not well formed is given to `onFault` and left out. Throws on an open quote.
 */
export async function* readCsv(source: Readable, onFault: (fault: CsvFault) => void): AsyncGenerator<CsvRow> {
  let lastFault = 0;
  const parser = parse({
    bom: true,
    info: true,
    skip_empty_lines: true,
    max_record_size: MOST_CHARACTERS,
    skip_records_with_error: true,
    on_skip: (error) => {
      const line = lineOf(error);
      if (FATAL.has(error?.code)) parser.destroy(new Error(`a quote opened near line ${line} is not closed`));
      // After a quote in the wrong place the parser stumbles again over the rest of the same line.
      else if (line !== lastFault) onFault({ line, reason: error?.message ?? 'not well formed' });
      lastFault = line;
      return undefined;
    },
  });
  // The callback is there so that an error of the source is thrown by the loop below, and nowhere else.
  pipeline(source, parser, () => {});
  for await (const { record, info } of parser as AsyncIterable<Parsed>) {
    yield { line: info.lines, bytes: info.bytes, fields: record };
  }
}

type Parsed = { record: string[]; info: { lines: number; bytes: number } };

function lineOf(error: unknown): number {
  return typeof error === 'object' && error !== null && 'lines' in error ? Number(error.lines) : 0;
}
