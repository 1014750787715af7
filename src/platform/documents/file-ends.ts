import { type FileHandle, open } from 'node:fs/promises';

/** The beginning and the end of a file, which show its type and whether it is complete. */
export type FileEnds = Readonly<{ head: Buffer; tail: Buffer; bytes: number }>;

const HEAD = 4_096;
/** The end of a ZIP stands within this many bytes of the end: 22 and a comment of 65,535. */
const TAIL = 65_557;

export async function readFileEnds(file: string): Promise<FileEnds> {
  const handle = await open(file, 'r');
  try {
    const { size } = await handle.stat();
    const tail = Math.min(size, TAIL);
    return {
      head: await readAt(handle, { from: 0, length: Math.min(size, HEAD) }),
      tail: await readAt(handle, { from: size - tail, length: tail }),
      bytes: size,
    };
  } finally {
    await handle.close();
  }
}

async function readAt(handle: FileHandle, { from, length }: { from: number; length: number }): Promise<Buffer> {
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, from);
  return buffer.subarray(0, bytesRead);
}
