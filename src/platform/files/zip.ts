import { pipeline } from 'node:stream/promises';
import yazl from 'yazl';

export type ZipEntry = { name: string; content: Buffer };

/**
 * Writes a ZIP of the entries to a stream. Resolves when all of it is written, rejects when the reader closes the
 * stream early.
 */
export async function writeZip(entries: readonly ZipEntry[], to: NodeJS.WritableStream): Promise<void> {
  const zip = new yazl.ZipFile();
  for (const { name, content } of entries) zip.addBuffer(content, name, { mode: 0o100644 });
  zip.end();
  await pipeline(zip.outputStream, to);
}
