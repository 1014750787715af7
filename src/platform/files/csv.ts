import { isUtf8 } from 'node:buffer';
import type { Readable } from 'node:stream';

/** `line` is the line of the file where the row begins, counted from 1. */
export type CsvRow = { line: number; fields: readonly string[] };
export type CsvFault = { line: number; reason: string };
/**
 * The rows that end in one piece of the source, with a fault in the place of each row that is not well formed. `bytes`
 * counts what was read so far, this piece included.
 */
export type CsvRows = { bytes: number; rows: readonly (CsvRow | CsvFault)[] };

/**
 * A longer row means a quote that was never closed: reading stops, as the whole rest of the file would become one row.
 */
const MOST_CHARACTERS = 10_000;
/** The bound above in bytes: UTF-8 takes at most four bytes for a character. */
const LONGEST_LINE = 4 * MOST_CHARACTERS;
const [QUOTE, COMMA, LF, CR] = [0x22, 0x2c, 0x0a, 0x0d];

/**
 * Yields the rows of a CSV file (comma, double quotes, UTF-8 with or without its byte order mark, any line ending), the
 * first row included. It yields all rows of one piece of the source together, because waiting for millions of rows one
 * by one would take most of the time. A row with another number of values than the first is a fault too. Throws an
 * Error that names the line when a quote is not closed, or when the text is not UTF-8.
 */
export async function* readCsv(source: Readable): AsyncGenerator<CsvRows> {
  const reader = new CsvReader();
  let bytes = 0;
  let rest: Buffer = Buffer.alloc(0);
  for await (const piece of source as AsyncIterable<Buffer>) {
    const read = rest.length === 0 ? piece : Buffer.concat([rest, piece]);
    const end = read.lastIndexOf(LF) + 1;
    rest = read.subarray(end);
    if (rest.length > LONGEST_LINE) throw reader.openQuote();
    const lines = reader.read(textOf(read.subarray(0, end), reader));
    bytes += piece.length;
    yield { bytes, rows: lines };
  }
  yield { bytes, rows: reader.end(textOf(rest, reader)) };
}

/** Text in another encoding would be imported with wrecked letters, so the whole file is refused. */
function textOf(lines: Buffer, reader: CsvReader): string {
  if (!isUtf8(lines))
    throw new Error(`line ${reader.lineReached + badLineOf(lines)} holds bytes that are not UTF-8 text`);
  return lines.toString('utf8');
}

/** Returns how many lines stand before the first one that is not UTF-8. */
function badLineOf(lines: Buffer): number {
  let before = 0;
  for (let at = 0; ; before += 1) {
    const end = lines.indexOf(LF, at);
    if (end === -1 || !isUtf8(lines.subarray(at, end))) return before;
    at = end + 1;
  }
}

/** Stands for the end of a value or of a row when the text read so far stops before it. */
const NOT_YET = -1;

class CsvReader {
  #text = '';
  #begun = false;
  #ended = false;
  /** The place where the next row begins: its offset in the text, and its line in the file. */
  #at = 0;
  #line = 1;
  #width: number | null = null;

  /** The line of the file that the text read so far has reached, counted from 1. */
  get lineReached(): number {
    return this.#line + (this.#text.slice(this.#at).match(/\n/g)?.length ?? 0);
  }

  end(text: string): CsvRows['rows'] {
    this.#ended = true;
    return this.read(text);
  }

  /** Returns the rows that end in this text. What comes after them is kept for the next call. */
  read(text: string): CsvRows['rows'] {
    const fresh = this.#begun ? text : text.replace(/^\ufeff/, '');
    this.#begun ||= text !== '';
    this.#text = this.#text.slice(this.#at) + fresh;
    this.#at = 0;
    const rows: (CsvRow | CsvFault)[] = [];
    while (this.#at < this.#text.length && this.#readRow(rows)) {}
    const waiting = this.#text.length - this.#at;
    if (waiting > MOST_CHARACTERS || (this.#ended && waiting > 0)) throw this.openQuote();
    return rows;
  }

  openQuote(): Error {
    return new Error(`a quote opened near line ${this.#line} is not closed`);
  }

  /** Returns false when the row does not end in the text read so far. */
  #readRow(rows: (CsvRow | CsvFault)[]): boolean {
    const fields: string[] = [];
    const end = this.#readValues(fields);
    if (end === NOT_YET) return false;
    const line = this.#line;
    const blank = end === this.#at;
    const wellFormed = this.#isEndOfRow(end);
    if (!this.#moveBehind(end)) return false;
    this.#width ??= fields.length;
    if (!wellFormed) rows.push({ line, reason: 'has a quote in the wrong place' });
    else if (!blank)
      rows.push(fields.length === this.#width ? { line, fields } : { line, reason: this.#wrongWidth(fields) });
    return true;
  }

  /**
   * Collects the values of a row and returns where the last one ends. In a well-formed row the line or the file ends
   * there.
   */
  #readValues(fields: string[]): number {
    for (let begin = this.#at; ; ) {
      const quoted = this.#text.charCodeAt(begin) === QUOTE;
      const end = quoted ? this.#endOfQuoted(begin) : this.#endOfBare(begin);
      if (end === NOT_YET) return NOT_YET;
      const value = quoted ? this.#text.slice(begin + 1, end - 1) : this.#text.slice(begin, end);
      fields.push(quoted && value.includes('"') ? value.replaceAll('""', '"') : value);
      if (this.#text.charCodeAt(end) !== COMMA) return end;
      begin = end + 1;
    }
  }

  /**
   * Returns the place after the closing quote. It is only certain once the next character is known not to be a quote.
   */
  #endOfQuoted(begin: number): number {
    let close = this.#text.indexOf('"', begin + 1);
    while (close !== -1 && this.#text.charCodeAt(close + 1) === QUOTE) close = this.#text.indexOf('"', close + 2);
    if (close === -1 || this.#mayGoOn(close + 1)) return NOT_YET;
    if (close - begin > MOST_CHARACTERS) throw this.openQuote();
    return close + 1;
  }

  #endOfBare(begin: number): number {
    let end = begin;
    for (; end < this.#text.length; end += 1) {
      const code = this.#text.charCodeAt(end);
      if (code === COMMA || code === LF || code === CR || code === QUOTE) break;
    }
    return this.#mayGoOn(end) ? NOT_YET : end;
  }

  /**
   * Returns true where only the next piece of the source can tell: at the end of this one, or at a carriage return that
   * a line feed may follow.
   */
  #mayGoOn(at: number): boolean {
    const last = this.#text.charCodeAt(at) === CR ? at + 1 : at;
    return !this.#ended && last >= this.#text.length;
  }

  #isEndOfRow(at: number): boolean {
    const code = this.#text.charCodeAt(at);
    const feed = code === CR ? this.#text.charCodeAt(at + 1) : code;
    return feed === LF || Number.isNaN(feed);
  }

  /**
   * Moves to the start of the line after `end`, and counts the line ends passed, as quoted values may hold some.
   * Returns false when the line does not end in the text read so far.
   */
  #moveBehind(end: number): boolean {
    const feed = this.#text.indexOf('\n', end);
    if (feed === -1 && !this.#ended) return false;
    const next = feed === -1 ? this.#text.length : feed + 1;
    for (let at = this.#text.indexOf('\n', this.#at); at !== -1 && at < next; at = this.#text.indexOf('\n', at + 1)) {
      this.#line += 1;
    }
    this.#at = next;
    return true;
  }

  #wrongWidth(fields: readonly string[]): string {
    return `has ${fields.length} values, the first row has ${this.#width}`;
  }
}
