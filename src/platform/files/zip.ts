import type { Readable } from 'node:stream';
import { finished, pipeline } from 'node:stream/promises';
import yazl from 'yazl';

/**
 * A stream is destroyed when the reader of the ZIP goes away. Content that is already compressed, as documents are, is
 * `stored` as it is: compressing it again takes a core and saves nothing.
 */
export type ZipEntry = { name: string; content: Buffer | Readable; stored?: boolean };
/** The next entry is asked for once the one before is written, so that no two streams are open. */
export type ZipEntries = Iterable<ZipEntry> | AsyncIterable<ZipEntry>;

/**
 * Writes a ZIP of the entries to a stream. Resolves when all of it is written, rejects when the reader closes the
 * stream early or an entry cannot be read: what was written until then opens nowhere.
 */
export async function writeZip(entries: ZipEntries, to: NodeJS.WritableStream): Promise<void> {
  const zip = new yazl.ZipFile();
  const output = zip.outputStream as Readable;
  zip.on('error', (error: Error) => output.destroy(error));
  const added = addAll(zip, { entries, output }).catch((error: Error) => void output.destroy(error));
  try {
    await pipeline(output, to);
  } finally {
    await added;
  }
}

async function addAll(zip: yazl.ZipFile, { entries, output }: { entries: ZipEntries; output: Readable }) {
  for await (const { name, content, stored = false } of entries) {
    const options = { mode: 0o100644, compress: !stored };
    if (Buffer.isBuffer(content)) zip.addBuffer(content, name, options);
    else await addStream(content, { output, add: () => zip.addReadStream(content, name, options) });
    if (output.destroyed) return;
  }
  zip.end();
}

type Adding = { output: Readable; add: () => void };

/** Resolves when the stream is read. Rejects when it fails, or when the reader of the ZIP is gone. */
async function addStream(content: Readable, { output, add }: Adding): Promise<void> {
  const stop = () => content.destroy();
  const read = finished(content, { writable: false });
  output.once('close', stop);
  try {
    if (output.destroyed) stop();
    else add();
    await read;
  } finally {
    output.off('close', stop);
    content.destroy();
  }
}
