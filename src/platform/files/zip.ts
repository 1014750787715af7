import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import yazl from 'yazl';

/** A stream is read when its turn comes, and destroyed when the reader of the ZIP goes away. */
export type ZipEntry = { name: string; content: Buffer | Readable };

/**
 * Writes a ZIP of the entries to a stream. Resolves when all of it is written, rejects when the reader closes the
 * stream early or an entry cannot be read.
 */
export async function writeZip(entries: readonly ZipEntry[], to: NodeJS.WritableStream): Promise<void> {
  const zip = new yazl.ZipFile();
  const output = zip.outputStream as Readable;
  const streams: Readable[] = [];
  for (const { name, content } of entries) {
    if (Buffer.isBuffer(content)) {
      zip.addBuffer(content, name, { mode: 0o100644 });
    } else {
      streams.push(content.once('error', (error) => output.destroy(error)));
      zip.addReadStream(content, name, { mode: 0o100644 });
    }
  }
  zip.end();
  try {
    await pipeline(output, to);
  } finally {
    for (const stream of streams) stream.destroy();
  }
}
