import { writeSync } from 'node:fs';

/**
 * Linux writes this much to a pipe in one piece (PIPE_BUF), so the lines of several processes that share the pipe are
 * never mixed.
 */
const PIECE_BYTES = 4_096;
const LONGEST_WAIT_MS = 100;
/** The bytes kept for a slow reader. Lines beyond them are lost and counted. */
const MOST_KEPT_BYTES = 1_048_576;
const AT_THE_END = { tries: 100, waitMs: 10 };

/**
 * Writes lines to a file descriptor, some thirty at a time and at the latest after 100 ms, as one system call per line
 * costs more than making the line. A failing disk or reader never makes it throw: lines are lost and counted, and once
 * lines can be written again, one line made by `lostLine` tells how many.
 */
export class LineBatches {
  readonly #fd: number;
  readonly #lostLine: (count: number) => string;
  #text = '';
  #textBytes = 0;
  /** The bytes that a slow reader has not accepted yet. */
  #rest = Buffer.alloc(0);
  #lost = 0;
  #lostInAll = 0;
  #timer: NodeJS.Timeout | undefined;
  constructor(fd: number, lostLine: (count: number) => string) {
    this.#fd = fd;
    this.#lostLine = lostLine;
  }

  add(line: string): void {
    const bytes = Buffer.byteLength(line);
    if (this.#textBytes + bytes > PIECE_BYTES) this.flush();
    if (this.#rest.length + bytes > MOST_KEPT_BYTES) {
      this.#countLost(1);
      return;
    }
    this.#text += line;
    this.#textBytes += bytes;
    this.#flushSoon();
  }

  /** The number of lines lost since the process began. */
  lostInAll(): number {
    return this.#lostInAll;
  }

  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    try {
      if (this.#rest.length === 0) this.#reportLost();
      this.#rest = Buffer.concat([this.#rest, Buffer.from(this.#text)]);
      this.#text = '';
      this.#textBytes = 0;
      while (this.#rest.length > 0) this.#rest = this.#rest.subarray(writeSync(this.#fd, this.#rest));
    } catch (error) {
      if (isBusy(error)) this.#flushSoon();
      else this.#loseAll();
    }
  }

  /** Writes the rest when the process ends. It blocks for at most a second while the reader is slow. */
  end(): void {
    this.flush();
    const pause = new Int32Array(new SharedArrayBuffer(4));
    for (let tries = 0; this.#rest.length > 0 && tries < AT_THE_END.tries; tries += 1) {
      Atomics.wait(pause, 0, 0, AT_THE_END.waitMs);
      this.flush();
    }
  }

  #flushSoon(): void {
    this.#timer ??= setTimeout(() => this.flush(), LONGEST_WAIT_MS).unref();
  }

  /** Begins with a new line, as the line before may have been cut. */
  #reportLost(): void {
    if (this.#lost === 0) return;
    writeSync(this.#fd, `\n${this.#lostLine(this.#lost)}`);
    this.#lost = 0;
  }

  #countLost(count: number): void {
    this.#lost += count;
    this.#lostInAll += count;
  }

  #loseAll(): void {
    this.#countLost(`${this.#rest}${this.#text}`.split('\n').length - 1);
    this.#rest = Buffer.alloc(0);
    this.#text = '';
    this.#textBytes = 0;
  }
}

/** Returns true for EAGAIN: the reader of a non-blocking pipe is behind. */
function isBusy(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EAGAIN';
}
