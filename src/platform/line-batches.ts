import { writeSync } from 'node:fs';

/** What a pipe takes in one piece on Linux (PIPE_BUF): the lines of several processes that share it are never mixed. */
const PIECE_BYTES = 4_096;
const LONGEST_WAIT_MS = 100;
/** What is kept for a reader that is slow; beyond it, lines are lost and counted. */
const MOST_KEPT_BYTES = 1_048_576;
const AT_THE_END = { tries: 100, waitMs: 10 };

/**
 * Lines for a file descriptor, written some thirty at a time and at the latest after 100 ms, as a call to the system for
 * each costs more than the line. A fault of the disk or of the reader loses lines and never throws: they are counted, and
 * `lostLine` is asked for a line that says how many once lines pass again.
 */
export class LineBatches {
  readonly #fd: number;
  readonly #lostLine: (count: number) => string;
  #text = '';
  #textBytes = 0;
  /** What a slow reader did not take yet. */
  #rest = Buffer.alloc(0);
  #lost = 0;
  #timer: NodeJS.Timeout | undefined;
  constructor(fd: number, lostLine: (count: number) => string) {
    this.#fd = fd;
    this.#lostLine = lostLine;
  }

  add(line: string): void {
    const bytes = Buffer.byteLength(line);
    if (this.#textBytes + bytes > PIECE_BYTES) this.flush();
    if (this.#rest.length + bytes > MOST_KEPT_BYTES) {
      this.#lost += 1;
      return;
    }
    this.#text += line;
    this.#textBytes += bytes;
    this.#flushSoon();
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

  /** For the last moment of a process: waits a second at most for a reader that is slow. */
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

  /** On a line of its own, as the one before may have been cut. */
  #reportLost(): void {
    if (this.#lost === 0) return;
    writeSync(this.#fd, `\n${this.#lostLine(this.#lost)}`);
    this.#lost = 0;
  }

  #loseAll(): void {
    this.#lost += `${this.#rest}${this.#text}`.split('\n').length - 1;
    this.#rest = Buffer.alloc(0);
    this.#text = '';
    this.#textBytes = 0;
  }
}

/** The reader of a pipe that does not block is behind. */
function isBusy(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EAGAIN';
}
