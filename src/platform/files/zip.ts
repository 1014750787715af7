import { pipeline } from 'node:stream/promises';
import yazl from 'yazl';

export type ZipEntry = { name: string; content: Buffer };

/** Streams a ZIP of the entries; resolves when all has left, rejects when the reader goes away. */
export async function writeZip(entries: readonly ZipEntry[], to: NodeJS.WritableStream): Promise<void> {
  const zip = new yazl.ZipFile();
  for (const { name, content } of entries) zip.addBuffer(content, name, { mode: 0o100644 });
  zip.end();
  await pipeline(zip.outputStream, to);
}
