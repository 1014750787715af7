import type { Readable } from 'node:stream';

/** `line` is where the row begins, from 1. */
export type CsvRow = { line: number; fields: readonly string[] };
export type CsvFault = { line: number; reason: string };
/** The rows that ended in one piece of the source, those that are not well formed in their place; `bytes` read so far, theirs included. */
export type CsvRows = { bytes: number; rows: readonly (CsvRow | CsvFault)[] };

/** A row longer than this is a quote that was never closed: better to stop than to count all that follows as one row. */
const MOST_CHARACTERS = 10_000;

/**
 * Rows of a CSV file (comma, double quotes, UTF-8 with or without its mark, any end of line), the first of them included,
 * a piece of the source at a time: handed over one by one, millions of rows would spend most of their time waiting for
 * each other. A row that has not as many values as the first is a fault too. Throws on a quote that stays open.
 */
export async function* readCsv(source: Readable): AsyncGenerator<CsvRows> {
  const decoder = new TextDecoder();
  const reader = new CsvReader();
  let bytes = 0;
  for await (const piece of source as AsyncIterable<Buffer>) {
    bytes += piece.length;
    yield { bytes, rows: reader.read(decoder.decode(piece, { stream: true })) };
  }
  yield { bytes, rows: reader.end(decoder.decode()) };
}

const [QUOTE, COMMA, LF, CR] = [0x22, 0x2c, 0x0a, 0x0d];
/** Where a value or a row would end, when the text does first. */
const NOT_YET = -1;

class CsvReader {
  #text = '';
  #ended = false;
  /** Where the next row begins, in the text and in lines of the file. */
  #at = 0;
  #line = 1;
  #width: number | null = null;

  end(text: string): CsvRows['rows'] {
    this.#ended = true;
    return this.read(text);
  }

  /** The rows that end in this text; what comes after them waits for the next. */
  read(text: string): CsvRows['rows'] {
    this.#text = this.#text.slice(this.#at) + text;
    this.#at = 0;
    const rows: (CsvRow | CsvFault)[] = [];
    while (this.#at < this.#text.length && this.#readRow(rows)) {}
    const waiting = this.#text.length - this.#at;
    if (waiting > MOST_CHARACTERS || (this.#ended && waiting > 0)) throw this.#openQuote();
    return rows;
  }

  /** False when the row does not end in this text. */
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

  /** Where the last value of the row ends. A well-formed one stands before an end of line, or at the end of the file. */
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

  /** Behind the quote that closes the value; known for certain once a character that is no quote follows. */
  #endOfQuoted(begin: number): number {
    let close = this.#text.indexOf('"', begin + 1);
    while (close !== -1 && this.#text.charCodeAt(close + 1) === QUOTE) close = this.#text.indexOf('"', close + 2);
    if (close === -1 || this.#mayGoOn(close + 1)) return NOT_YET;
    if (close - begin > MOST_CHARACTERS) throw this.#openQuote();
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

  /** True where the next piece of the source decides: at the end of this one, or at a return whose line feed may follow. */
  #mayGoOn(at: number): boolean {
    const last = this.#text.charCodeAt(at) === CR ? at + 1 : at;
    return !this.#ended && last >= this.#text.length;
  }

  #isEndOfRow(at: number): boolean {
    const code = this.#text.charCodeAt(at);
    const feed = code === CR ? this.#text.charCodeAt(at + 1) : code;
    return feed === LF || Number.isNaN(feed);
  }

  /** Moves behind the end of line at or after a place; the row may have held others. False when there is none yet. */
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

  #openQuote(): Error {
    return new Error(`a quote opened near line ${this.#line} is not closed`);
  }
}
