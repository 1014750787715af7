import { type FileHandle, open } from 'node:fs/promises';

const PIECE = 131_072;

/** A PDF on the disk, of which only pieces are in memory. */
export class PdfFile {
  readonly #handle: FileHandle;
  readonly #piece = Buffer.allocUnsafe(PIECE);

  constructor(handle: FileHandle) {
    this.#handle = handle;
  }

  /** Returns the bytes between two places: fewer where the file begins or ends. */
  async read(from: number, to: number): Promise<Buffer> {
    const length = to - Math.max(0, from);
    const { buffer, bytesRead } = await this.#handle.read(Buffer.alloc(length), 0, length, Math.max(0, from));
    return buffer.subarray(0, bytesRead);
  }

  /** Returns where a word stands, of many places the first and the last ones, in their order. */
  async placesOf(word: string, { first, last }: { first: number; last: number }): Promise<number[]> {
    const sought = Buffer.from(word, 'latin1');
    const places: number[] = [];
    for (let at = 0; ; at += PIECE - sought.length + 1) {
      const { bytesRead } = await this.#handle.read(this.#piece, 0, PIECE, at);
      const piece = this.#piece.subarray(0, bytesRead);
      for (let found = piece.indexOf(sought); found >= 0; found = piece.indexOf(sought, found + 1)) {
        places.push(at + found);
        if (places.length > first + last) places.splice(first, 1);
      }
      if (bytesRead < PIECE) return places;
    }
  }
}

/** Opens a PDF for as long as something is read from it. */
export async function readingPdf<T>(file: string, read: (pdf: PdfFile) => Promise<T>): Promise<T> {
  const handle = await open(file, 'r');
  try {
    return await read(new PdfFile(handle));
  } finally {
    await handle.close();
  }
}
