/** A box of an ISO media file: where its content begins and ends. */
export type Box = { type: string; at: number; from: number; to: number };

/** Thrown when the boxes of a file do not fit into one another: it is cut or made up. */
export class BadBoxes extends Error {}

/** Yields the boxes between two places of a file. */
export function* boxesIn(file: Buffer, { from, to }: { from: number; to: number }): Generator<Box> {
  for (let at = from; at + 8 <= to; ) {
    const size = file.readUInt32BE(at);
    const header = size === 1 ? 16 : 8;
    const length = size === 1 ? Number(file.readBigUInt64BE(at + 8)) : size === 0 ? to - at : size;
    if (length < header || at + length > to) throw new BadBoxes('a box is longer than what holds it');
    yield { type: file.toString('latin1', at + 4, at + 8), at, from: at + header, to: at + length };
    at += length;
  }
}

export function findBox(file: Buffer, inside: { from: number; to: number }, type: string): Box | null {
  for (const box of boxesIn(file, inside)) if (box.type === type) return box;
  return null;
}

/** Reads numbers of one to eight bytes one behind the other. */
export class Numbers {
  readonly file: Buffer;
  at: number;
  constructor(file: Buffer, at: number) {
    this.file = file;
    this.at = at;
  }

  next(bytes: number): number {
    if (this.at + bytes > this.file.length) throw new BadBoxes('a number stands behind the end');
    let value = 0;
    for (let index = 0; index < bytes; index += 1) value = value * 256 + (this.file[this.at + index] ?? 0);
    this.at += bytes;
    return value;
  }
}
